import type { DbgHelpToken } from '../../types/calls';
import { SLMFLAG } from '../../types/constants';
import { SYMBOL_INFOW } from '../ffi/structures';
import type { Library } from './library';
import { readMemory } from '../win32/own-memory';
import { pointerBits } from '../base/architecture';
import { newKey } from '../gate/shared-state';

/**
 * How one dbghelp.dll differs from another, how the package detects this by asking the DLL at hand, and what it does
 * about it. Code that depends on a difference names its row. docs/dlls.md is made from this table.
 */
export interface Difference {
  /** When the difference shows, and what each DLL does. */
  readonly situation: string;
  /** How the package detects which behaviour the DLL at hand has. */
  readonly found: string;
  /** What the package does, so that its users see one behaviour. */
  readonly done: string;
}

export const differences = {
  // Rows are sorted by name.
  addressesOf32Bits: {
    situation:
      "For modules at or across 4 GiB in a 32-bit process, Microsoft's DLL gives right addresses; Wine's keeps only 32 bits, and gives wrong addresses and lines, or nothing.",
    found: 'Once, in a 32-bit process: the package asks for a symbol in a module without an image at 4 GiB.',
    done: 'Images without a given base get one below 4 GiB. An image that would end above 4 GiB is rejected with `DBGHELP_WRONG_BITNESS`; in a dump, such a module has a name only.',
  },
  answersInRuns: {
    situation:
      'If two addresses have the same symbol and line, the addresses between them have that symbol and line, too. This is proven for the DLLs with which every byte of several images was compared, and unknown for others.',
    found:
      'By the version of the file, if `npm run check -- images` has compared every byte with this version. Otherwise by the answers: the first thousands of addresses of each module are asked for one by one, and an answer that returns after another one disproves the rule for that DLL.',
    done: '`symbolizeAll` leaves out the addresses between if the rule holds, and otherwise asks for each address; `diagnostics().dll.shortcut` tells which.',
  },
  callersLost: {
    situation:
      'Some DLLs end a walk of x86 code with a return address of 0 if they find no caller: in the middle of a stack, or where the stack was cut.',
    found:
      'The function is in neither ntdll nor kernel32, or the word above its frame pointer is another one or cannot be read.',
    done: 'The walk goes on by frame pointers. If they lead nowhere, the walk ends as `unreadable`; if they lead back, as `loop`.',
  },
  classesDeclaredAsDefined: {
    situation:
      'A list of types has a class twice if one file declares it and another defines it. Some DLLs give the declaration no size and no members, others give it those of the definition. Some DLLs also list a type inside a class a second time, without the name of the class.',
    found: 'By the class of the first member (TI_GET_CLASSPARENTID), and by whether a type is inside another.',
    done: 'Sessions give each class once, as it is defined and by its whole name. For classes without members this cannot be found out; of equal ones, sessions give half.',
  },
  companionsWanted: {
    situation:
      "Newer copies of Microsoft's DLL read PDBs through msdia140.dll and write minidumps through dbgcore.dll; Wine's DLL and older copies of Microsoft's do both alone.",
    found:
      "By the names in the DLL's file, and by the files in the places where the DLL searches (lib/dll/companions.ts).",
    done: '`why`, `problems`, `dll.advice` and errors name a file that is missing or for another architecture.',
  },
  constantsWithoutValue: {
    situation: 'Some DLLs leave SYMBOL_INFO.Value of a constant empty.',
    found: 'By the flags: SYMFLAG_CONSTANT without SYMFLAG_VALUEPRESENT.',
    done: 'The package asks for TI_GET_VALUE of the symbol, and reads the value according to its type.',
  },
  damagedImages: {
    situation:
      'Some DLLs trust the headers of an image that was cut short, read its sections, directories or exports beyond the end of the file, and crash the process; others load the part that exists.',
    found: 'Not asked: the question would crash the process.',
    done: 'Sessions read the headers and the tables of exports first. If one of these lies beyond the end of the file, the image is rejected with `DBGHELP_BAD_FORMAT` on every DLL.',
  },
  damagedPdbs: {
    situation:
      'Some DLLs read beyond the end of a PDB that is cut short or damaged, and crash the process; or they find such a PDB first and report the right one behind it as unmatched. Others skip it.',
    found: 'Not asked: the question would crash the process.',
    done: 'Sessions read the headers of PDBs first. For the load, they put the folder of the right PDB before all others. If there is only a damaged one, also one with the name of an image that names no PDB, the DLL gets a copy of the image that names no PDB.',
  },
  debugSectionsNotRead: {
    situation:
      "For images with DWARF sections that they cannot read, or with DWARF sections of a compiler's own library only, some DLLs report SymDia although they know the exports only; others report SymExport.",
    found: 'By SymGetModuleInfoW64, which then reports that there are no lines.',
    done: "`symbolType` is `'export'`, and `hasFullSymbols` is false.",
  },
  dumpsEndedByFalse: {
    situation:
      'If ModuleCallback, ThreadCallback or ThreadExCallback answers FALSE while a minidump is written, some DLLs leave that item out, and others end the dump with E_ABORT.',
    found: 'Not asked: write flags of 0 leave the item out in every DLL.',
    done: 'Filters of `writeMinidump` answer TRUE, with flags of 0 for items to leave out.',
  },
  entriesNotTold: {
    situation: 'After a step, some DLLs do not report the function entry that they used: FuncTableEntry stays 0.',
    found: 'FuncTableEntry is 0 although SymFunctionTableAccess64, or the function tables of the dump, have an entry.',
    done: "If the callee has an entry, the frame's `foundBy` is `unwind-info`.",
  },
  exportsOfTwoWidths: {
    situation:
      "On 64-bit Windows, a 32-bit name and its 64-bit function are one export. In Wine's 64-bit DLL they are two exports, and the 32-bit one takes structures that no 64-bit program uses.",
    found: 'Not asked: the prototype names the 64-bit function (`on64`).',
    done: 'The binding calls the 64-bit export.',
  },
  foldedLines: {
    situation:
      "Two symbols at one address, for example functions that the linker folded, may have lines with the same address and number in different files. Wine's DLL gives one symbol and line at the first byte and the other at later bytes.",
    found: 'Not asked.',
    done: 'The package reuses a known line only within one symbol, and asks for the first byte of a function by itself.',
  },
  forwardedExports: {
    situation:
      'Some DLLs forward exports to another DLL: newer ones forward MiniDumpWriteDump and MiniDumpReadDumpStream to dbgcore.dll, which the loader does not look for beside them.',
    found: 'By the export table of the DLL (lib/dll/forwards.ts).',
    done: 'The package loads the other DLL from the folder of the first, and calls it directly. If neither that folder nor the loader has it, `has` is false until it appears, and errors name it.',
  },
  headersFromDisk: {
    situation:
      "During each load, Microsoft's DLL reports that it looks for the image's headers on disk (CBA_DEFERRED_SYMBOL_LOAD_PARTIAL), even if it finds them; Wine's does not.",
    found: 'Not asked.',
    done: 'Sessions do not treat this as a problem: the result of the load tells whether it found symbols.',
  },
  imagesOfProcesses: {
    situation:
      "For a module of a live process, Microsoft's DLL reads the headers from the process, and looks for the PDB's bare name along the search path only; Wine's also looks beside the image.",
    found: 'Not asked.',
    done: 'After modules are listed, their folders follow the search path, for raw calls. Each load of a session searches the folder of its own image only; this includes images that are loaded by their paths.',
  },
  labelsInFunctions: {
    situation:
      'In an assembly function with labels, some DLLs know only the bytes before the first label; after it, they know only the first byte of each label.',
    found: 'SymFromAddrW has no answer, or the answer has the tag of a label.',
    done: 'The package asks for the function at the address that the function table gives, or before the address. If that function is large enough, it is the answer.',
  },
  lineTablesEnd: {
    situation:
      "SymGetLineNextW64 and SymGetLinePrevW64 of Wine's DLL read past their table after seven lines of a function, and stop at the end of the function; SymEnumLinesW is one of its stubs.",
    found: 'By whether the DLL has SymEnumLinesW.',
    done: 'Sessions read the lines of a module once, with SymEnumLinesW or SymEnumLines, and sort them (lib/session/lines/).',
  },
  longMasks: {
    situation:
      "For a mask or name of more than MAX_SYM_NAME (2,000) characters, Microsoft's DLL uses the previous mask or lists everything; Wine's uses the mask.",
    found: 'By the length alone: no DLL is asked.',
    done: 'Sessions list all symbols and compare the names themselves; raw calls throw a RangeError.',
  },
  longNames: {
    situation:
      "Of names with more than 2,047 characters, Microsoft's DLL knows the beginning; Wine's knows all. In both, the buffers of enumerations have some 2,000 characters.",
    found: 'By the length of the name that the DLL gave.',
    done: 'If a name fills the buffer of an enumeration, the package asks for the symbol again by its index. A name of exactly 2,047 characters has `nameCut`.',
  },
  manyTypesAtOnce: {
    situation:
      'SymGetTypeInfoEx, which answers many questions about many types in one call, is missing or a stub in some DLLs.',
    found: 'By the export.',
    done: 'Sessions read types with it if it exists, and otherwise by one call for each question.',
  },
  methodsNamedTwoWays: {
    situation:
      "If the code of a method is in the image, some DLLs put the name of the class before the method's name, and others do not.",
    found: 'Not asked.',
    done: 'Sessions remove the name of the class.',
  },
  mismatchedPdbs: {
    situation:
      "No DLL reports an error for a PDB that does not match: `symbolType` is `export` with Microsoft's DLL and `none` with Wine's.",
    found: 'Not asked.',
    done: '`hasFullSymbols` is the same with both; `why` compares the signatures itself.',
  },
  moduleNames: {
    situation:
      "For the name of a module, Microsoft's DLL removes any extension; Wine's removes only .exe and .dll, and writes lower case. Except in `name!symbol`, both ignore the name that SymLoadModuleExW was given.",
    found: 'Not asked.',
    done: "A module has the name that `loadModule` was given, or its image's file name without the extension. Methods also accept the DLL's name for it.",
  },
  namesAsMasks: {
    situation:
      "SymFromNameW of Microsoft's DLL treats a name as a mask (`operator*` gives `operator()`, `operator[]` gives nothing). In both DLLs, masks match the decorated names of publics, although the answers have readable names.",
    found: 'By comparing the name of the answer.',
    done: 'If the names differ, or the name has special characters, sessions list the symbols of the module once and find them by their exact names (lib/session/names/name-index.ts).',
  },
  namesInAnsi: {
    situation:
      "Names and source files in a PDB are UTF-8. Microsoft's DLL decodes them as UTF-8. Wine's decodes them by the process's ANSI code page, except the files of SymGetLineFromAddrW64; and in names that it is given, it loses letters outside that code page.",
    found:
      'Once, at the first name beyond ASCII: the package adds a symbol whose name has a letter outside every such code page, and reads the name back.',
    done: "Sessions turn such names back into UTF-8 bytes and decode these, pass names to the DLL in the same way, and compare masks with `?` or letters beyond ASCII themselves. Raw calls give the DLL's names.",
  },
  narrowAddressesExtended: {
    situation:
      'Some DLLs sign-extend x86 addresses from 2 GiB on: in the results of a step, and when they ask for memory, modules and functions.',
    found: 'Once for each DLL: by a step on a stack above 2 GiB, and the addresses that this step reads.',
    done: 'The package uses 32 bits of each address. If a module lies above 2 GiB, the walk has a key of its own, with the modules at sign-extended addresses. A stack in the last 4 MiB, on which such a DLL runs past the last address, is walked as if it lay farther down.',
  },
  nothingThere: {
    situation:
      'If there is no module, symbol, line or type, one DLL sets 126, another 123, 487 or 1168, and some set no error at all.',
    found:
      'By the last error, which the package clears before the call; the prototype lists the codes that mean it (`nothing`).',
    done: 'Raw calls are rejected with `DBGHELP_NOT_FOUND`; sessions give null.',
  },
  pdbsAlone: {
    situation: "Microsoft's DLL loads a PDB without its image, but reports it as unmatched; Wine's refuses it.",
    found: 'Not asked.',
    done: 'Sessions treat a PDB that is loaded alone as matching.',
  },
  pdbsUnchecked: {
    situation:
      "For an image that names no PDB, or whose debug directory cannot be read, DLLs take a PDB with the image's name, of any build, and report it as unmatched. Microsoft's DLL also does so for an image that names a GUID of zeros.",
    found: 'Not asked.',
    done: 'Unless `loadAnything` is set, the DLL gets a copy of the image in an empty folder, and searches nowhere else: names come from the image itself.',
  },
  publicDataAsExports: {
    situation: "Wine's DLL flags all data among the public symbols of a PDB as exports.",
    found: 'Not asked.',
    done: "`kind` is `'export'` only for symbols that come from no PDB.",
  },
  publicsByFirstByte: {
    situation:
      "Wine's DLL finds publics and exports by their first byte only, and skips parts of PDBs whose code was generated at link time.",
    found: 'SymFromAddrW has no answer.',
    done: 'In x64 images, the function table tells where the function begins, and the package asks for that address. For functions outside the table, it takes the nearest symbol before. It reads the table from the image once, because the DLL maps the whole image for each question. Functions that the DLL does not list stay without a name.',
  },
  publicsLast: {
    situation: "With SYMOPT_AUTO_PUBLICS, Wine's DLL finds hardly any public symbol.",
    found: 'Not asked.',
    done: 'The option is off by default.',
  },
  readsGrantedInPart: {
    situation:
      'For x86 code without frame data, some DLLs search the return address in 256 bytes of stack, which may reach past its end; some give another return address instead of one that they could not read.',
    found: 'Not asked: if only the first bytes exist, a read gives these.',
    done: 'The walk notes the first byte that was missing. If that byte belongs to a return address, the walk ends as `unreadable`.',
  },
  reasonsLeftElsewhere: {
    situation:
      "If a PDB cannot be read, SymSrvGetFileIndexInfoW of Microsoft's DLL leaves the reason in `age` and sets no last error.",
    found: 'The last error is 0, and the member holds the HRESULT of a failure.',
    done: 'The error has the code of that HRESULT: `DBGHELP_BAD_FORMAT` for a damaged PDB.',
  },
  returnAddressesInCalls: {
    situation:
      'If a call is the last instruction of an x86 function, some DLLs give the return address minus one, which is still in the function.',
    found: 'The word above the frame pointer is greater by one.',
    done: 'The package uses that word as the return address; symbols are looked up one byte before it.',
  },
  scopesOutsideFunctions: {
    situation: 'Some DLLs set a scope for an address in no function, or behind the end of one.',
    found: 'SymFromAddrW tells where the function begins and ends.',
    done: '`locals` gives null there.',
  },
  searchByTag: {
    situation:
      "Microsoft's SymSearchW gives more than enumerations list: locals, publics beside private symbols, types, compilands. In other DLLs it is a stub that finds nothing.",
    found: 'By whether the DLL has the function.',
    done: 'Sessions use it for symbols that no enumeration lists: types and compilands. For other tags they enumerate and compare the tags.',
  },
  sourcesWithoutServer: {
    situation:
      "Without srcsrv.dll, SymGetSourceFileW of Microsoft's DLL fails with the same code (0x1AC) for every file, whether or not the PDB names a source server.",
    found: "By the names of the PDB's streams.",
    done: '`sourceFile` gives null if the PDB names no source server; otherwise its error names srcsrv.dll.',
  },
  starsAtTheEnd: {
    situation: "In Wine's DLL, a `*` at the end of a mask stands for at least one character.",
    found: 'By SymMatchStringW.',
    done: 'The package asks such a DLL a second time, without the `*`.',
  },
  starsInARow: {
    situation: "For several `*` in a row, Wine's DLL tries all ways to divide a name among them.",
    found: 'Not asked.',
    done: 'The package replaces them by one.',
  },
  storesUnmarked: {
    situation:
      "Microsoft's DLL searches each folder of the search path, and the image's folder, as a symbol store, too; Wine's searches none of them so.",
    found: 'By whether symsrv.dll lies beside it.',
    done: "Without symsrv.dll, sessions put the PDB's folder in a store before the element of the search path, for one load.",
  },
  structuresGrown: {
    situation: 'Older DLLs refuse the size of a structure that has grown since, such as IMAGEHLP_MODULEW64.',
    found: 'By ERROR_INVALID_PARAMETER (87) from the call.',
    done: "The package repeats the call with the previous size, as far back as `grown` in the structure's table goes; members that an older DLL does not know stay 0. It does not change a size that the caller chose.",
  },
  stubs: {
    situation: "Wine's DLLs export functions that they do not implement; a call ends the process.",
    found:
      'By the code of the export, which refers to the names of the DLL and the function. A table by version would be wrong for untested versions.',
    done: 'The package does not call the stub: the call is rejected with `DBGHELP_NOT_IMPLEMENTED`, and `has` is false.',
  },
  thisAsLocal: {
    situation: 'Some DLLs do not flag `this` as a parameter.',
    found: 'By TI_GET_DATAKIND of the symbol.',
    done: '`locals` gives it as a parameter.',
  },
  typedefsWithoutSize: {
    situation: 'TI_GET_LENGTH of a typedef gives the size of its target in some DLLs, and fails in others.',
    found: 'By the failure.',
    done: 'The package asks for the size of the target.',
  },
  typeIdsAreAddresses: {
    situation:
      'In a 32-bit process, some DLLs use addresses as ids of types, and read from any id that they are given.',
    found: 'By whether there is readable memory at the id of a type.',
    done: '`typeOf` gives null for an id at which nothing can be read.',
  },
  typesFoundByName: {
    situation: 'Some DLLs find no type by name if it is local to a function, unnamed, or written in another case.',
    found: 'SymGetTypeFromNameW fails.',
    done: 'Sessions list the types by a mask, and compare the names.',
  },
} as const satisfies Readonly<Record<string, Difference>>;

export type DifferenceName = keyof typeof differences;

const comparedVersions: ReadonlySet<string | undefined> = new Set(['10.0.29507.1001']);
const compared = new WeakMap<Library, boolean>();

/**
 * Whether the DLL is one with which every byte of several images was compared: two addresses with equal answers have
 * only equal answers between them.
 */
export function comparedInRuns(library: Library): boolean {
  let known = compared.get(library);
  // Wine's DLLs have been compared, but carry the version number of a DLL that has not.
  if (known === undefined)
    compared.set(library, (known = library.maker.wine !== null || comparedVersions.has(library.version)));
  return known;
}

const idsAreAddresses = new WeakMap<object, boolean>();

/** Asks each library once, inside a slot, with a module that has types. */
export function typeIdsAreAddresses(library: object, firstType: () => number | undefined): boolean {
  let answer = pointerBits === 64 ? false : idsAreAddresses.get(library);
  if (answer === undefined) {
    const id = firstType();
    if (id === undefined) return false;
    idsAreAddresses.set(library, (answer = readMemory(BigInt(id), 64) !== undefined));
  }
  return answer;
}

const highBase = 2n ** 32n;
const answersAbove = new WeakMap<Library, boolean>();

/** The first address at which a DLL would give wrong answers about a module. */
export function endOfAddresses(api: DbgHelpToken, library: Library): bigint {
  if (pointerBits === 64) return 2n ** 64n;
  let right = answersAbove.get(library);
  if (right === undefined) answersAbove.set(library, (right = answersAbove4GiB(api)));
  return right ? 2n ** 64n : highBase;
}

function answersAbove4GiB(api: DbgHelpToken): boolean {
  const symbol = SYMBOL_INFOW.alloc(16);
  return withOwnSymbol(
    api,
    highBase,
    'above4GiB',
    (key, at) => api.SymFromAddrW.raw(key, at + 1n, null, symbol) && symbol.Address === at,
  );
}

/**
 * Adds a module without an image, and a symbol in it, under a key of its own, and asks about the symbol. False if the
 * DLL refuses them.
 */
function withOwnSymbol(
  api: DbgHelpToken,
  base: bigint,
  name: string,
  ask: (key: bigint, at: bigint) => boolean,
): boolean {
  const key = newKey();
  if (!api.SymInitializeW.raw(key, '', false)) return false;
  try {
    const at = base + 0x10n;
    return (
      api.SymLoadModuleExW.raw(key, null, 'own', 'own', base, 0x1000, null, SLMFLAG.VIRTUAL) === base &&
      api.SymAddSymbolW.raw(key, base, name, at, 0x10, 0) &&
      ask(key, at)
    );
  } finally {
    api.SymCleanup.raw(key);
  }
}

const inAnsi = new WeakMap<Library, boolean>();
const rareLetter = '\u{20000}';

/** Whether a DLL decodes names by the process's ANSI code page, whatever their encoding. */
export function keepsNamesInAnsi(api: DbgHelpToken, library: Library): boolean {
  let known = inAnsi.get(library);
  if (known === undefined) inAnsi.set(library, (known = losesLetters(api, library)));
  return known;
}

function losesLetters(api: DbgHelpToken, library: Library): boolean {
  const needed = ['SymLoadModuleExW', 'SymAddSymbolW', 'SymFromAddrW'] as const;
  if (!needed.every((name) => library.has(name))) return false;
  const symbol = SYMBOL_INFOW.alloc(16);
  return withOwnSymbol(
    api,
    0x1000_0000n,
    rareLetter,
    (key, at) =>
      api.SymFromAddrW.raw(key, at, null, symbol) &&
      symbol.Address === at &&
      symbol.Name !== '' &&
      symbol.Name !== rareLetter,
  );
}
