/** Which file SymGetSymbolFileW looks for. */
export const IMAGEHLP_SF_TYPE = {
  /** The image. */
  sfImage: 0,
  /** The .dbg file. */
  sfDbg: 1,
  /** The PDB. */
  sfPdb: 2,
  /** Reserved. */
  sfMpd: 3,
  /** One more than the last kind. */
  sfMax: 4,
} as const;
export type IMAGEHLP_SF_TYPE = (typeof IMAGEHLP_SF_TYPE)[keyof typeof IMAGEHLP_SF_TYPE];

/** Flags of SymSrvStoreFileW. */
export const SYMSTOREOPT = {
  /** The file is compressed. */
  COMPRESS: 0x1,
  /** A file that is there already is replaced. */
  OVERWRITE: 0x2,
  /** The place in the store is given, and nothing stored. */
  RETURNINDEX: 0x4,
  /** What is stored is a pointer to the file, in a file.ptr. */
  POINTER: 0x8,
  /** By its name, another index is used. */
  ALT_INDEX: 0x10,
  /** By its name, text is UTF-16. */
  UNICODE: 0x20,
  /** A file that is there already is no error. */
  PASS_IF_EXISTS: 0x40,
} as const;
export type SYMSTOREOPT = (typeof SYMSTOREOPT)[keyof typeof SYMSTOREOPT];

/** Options of a symbol server, for SymbolServerSetOptions of symsrv.dll. Where an option takes data, that is told. */
export const SSRVOPT = {
  /** Data: the callback to be told what happens. 0: none. */
  CALLBACK: 0x1,
  /** Files are asked for by a DWORD. */
  DWORD: 0x2,
  /** Files are asked for by a pointer to a DWORD. */
  DWORDPTR: 0x4,
  /** Files are asked for by a pointer to a GUID. */
  GUIDPTR: 0x8,
  /** As GUIDPTR, in an older form. */
  OLDGUIDPTR: 0x10,
  /** Data: whether nobody is asked anything. */
  UNATTENDED: 0x20,
  /** Data: whether files stay where they are and are not copied to a local store. */
  NOCOPY: 0x40,
  /** Another name of NOCOPY. */
  GETPATH: 0x40,
  /** Data: the window over which dialogs appear. 0: none. */
  PARENTWIN: 0x80,
  /** By its name, data: how files are asked for: DWORD, DWORDPTR, GUIDPTR. */
  PARAMTYPE: 0x100,
  /** By its name, only what is safe is done. */
  SECURE: 0x200,
  /** Data: whether messages are given. */
  TRACE: 0x400,
  /** Data: what the callback gets as its context. */
  SETCONTEXT: 0x800,
  /** Data: the name of the proxy server. 0: none. */
  PROXY: 0x1000,
  /** Data: the folder of the local store. */
  DOWNSTREAM_STORE: 0x2000,
  /** Data: whether files in the local store are replaced. */
  OVERWRITE: 0x4000,
  /** By its name, terms of use are shown again. */
  RESETTOU: 0x8000,
  /** As CALLBACK, with UTF-16. */
  CALLBACKW: 0x10000,
  /** By its name, files lie in the root of the default store. */
  FLAT_DEFAULT_STORE: 0x20000,
  /** As PROXY, with UTF-16. */
  PROXYW: 0x40000,
  /** Reserved. */
  MESSAGE: 0x80000,
  /** By its name, for a program that is a service. */
  SERVICE: 0x100000,
  /** By its name, of a compressed and a plain file, the compressed one is fetched. */
  FAVOR_COMPRESSED: 0x200000,
  /** By its name, files are asked for by a text. */
  STRING: 0x400000,
  /** By its name, downloads use WinHTTP. */
  WINHTTP: 0x800000,
  /** By its name, downloads use WinINet. */
  WININET: 0x1000000,
  /** By its name, compressed files stay compressed. */
  DONT_UNCOMPRESS: 0x2000000,
  /** By its name, it is not tried first whether a server is there. */
  DISABLE_PING_HOST: 0x4000000,
  /** By its name, servers are waited for without a limit. */
  DISABLE_TIMEOUT: 0x8000000,
  /** By its name, messages tell of the communication. */
  ENABLE_COMM_MSG: 0x10000000,
  /** By its name, data: which of SSRVURI are tried. */
  URI_FILTER: 0x20000000,
  /** By its name, data: in which order they are tried. */
  URI_TIERS: 0x40000000,
  /** By its name, a program that hangs is tried again. */
  RETRY_APP_HANG: 0x80000000,
  /** The highest option. */
  MAX: 0x80000000,
} as const;
export type SSRVOPT = (typeof SSRVOPT)[keyof typeof SSRVOPT];

/** By its name, puts a symbol server's options back. A pointer's width of ones: 0xffffffffn in 32-bit programs. */
export const SSRVOPT_RESET = 0xffff_ffff_ffff_ffffn;

/** How many options of symbol servers there may be: a bit each. */
export const NUM_SSRVOPTS = 32;

/** Ways to a file in a store, for SSRVOPT.URI_FILTER. None is documented. */
export const SSRVURI = {
  /** By its name, over HTTP, as it is. */
  HTTP_NORMAL: 0x1,
  /** Another name of HTTP_NORMAL. */
  NORMAL: 0x1,
  /** By its name, over HTTP, compressed. */
  HTTP_COMPRESSED: 0x2,
  /** Another name of HTTP_COMPRESSED. */
  COMPRESSED: 0x2,
  /** By its name, over HTTP, by a file.ptr. */
  HTTP_FILEPTR: 0x4,
  /** Another name of HTTP_FILEPTR. */
  FILEPTR: 0x4,
  /** By its name, over HTTP, compressed as MSFZ. */
  HTTP_MSFZ0: 0x8,
  /** The bits of the ways over HTTP. */
  HTTP_MASK: 0xf,
  /** By its name, from a share, as it is. */
  UNC_NORMAL: 0x10,
  /** By its name, from a share, compressed. */
  UNC_COMPRESSED: 0x20,
  /** By its name, from a share, by a file.ptr. */
  UNC_FILEPTR: 0x40,
  /** By its name, from a share, compressed as MSFZ. */
  UNC_MSFZ0: 0x80,
  /** The bits of the ways to shares. */
  UNC_MASK: 0xf0,
  /** All ways. */
  ALL: 0xff,
} as const;
export type SSRVURI = (typeof SSRVURI)[keyof typeof SSRVURI];

/** What the callback of a symbol server is told. */
export const SSRVACTION = {
  /** A message: text. */
  TRACE: 1,
  /** Whether to cancel the copying: a ULONG64, 0 to go on. */
  QUERYCANCEL: 2,
  /** A message: IMAGEHLP_CBA_EVENT. */
  EVENT: 3,
  /** A message: IMAGEHLP_CBA_EVENTW. */
  EVENTW: 4,
  /** How large the file is that is about to come. */
  SIZE: 5,
  /** By its name, the status of an HTTP request. */
  HTTPSTATUS: 6,
  /** By its name, a message in XML. */
  XMLOUTPUT: 7,
  /** By its name, whether a checksum was right. */
  CHECKSUMSTATUS: 8,
  /** By its name, whether downloads are forbidden. */
  QUERY_IF_DOWNLOAD_DISALLOWED: 9,
} as const;
export type SSRVACTION = (typeof SSRVACTION)[keyof typeof SSRVACTION];

/** The version of the symbol servers' interface that these tables describe. */
export const SYMSRV_VERSION = 2;

/** The version of SYMSRV_EXTENDED_OUTPUT_DATA. */
export const EXT_OUTPUT_VER = 1;
