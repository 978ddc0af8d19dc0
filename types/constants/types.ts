/** The kind of a symbol, as PDBs classify it: `SYMBOL_INFOW.Tag`. */
export const SymTagEnum = {
  /** Nothing. */
  SymTagNull: 0,
  /** The image as a whole. */
  SymTagExe: 1,
  /** An object file. */
  SymTagCompiland: 2,
  /** More about an object file. */
  SymTagCompilandDetails: 3,
  /** A setting that an object file was built with. */
  SymTagCompilandEnv: 4,
  /** A function. */
  SymTagFunction: 5,
  /** A block in a function. */
  SymTagBlock: 6,
  /** A variable, a member or a constant. */
  SymTagData: 7,
  /** A note at a place in the code. */
  SymTagAnnotation: 8,
  /** A label. */
  SymTagLabel: 9,
  /** A public symbol. */
  SymTagPublicSymbol: 10,
  /** A structure, class or union. */
  SymTagUDT: 11,
  /** An enumeration. */
  SymTagEnum: 12,
  /** The type of a function. */
  SymTagFunctionType: 13,
  /** A pointer or reference. */
  SymTagPointerType: 14,
  /** An array. */
  SymTagArrayType: 15,
  /** A type that the language has built in. */
  SymTagBaseType: 16,
  /** Another name of a type. */
  SymTagTypedef: 17,
  /** A base class. */
  SymTagBaseClass: 18,
  /** A friend of a class. */
  SymTagFriend: 19,
  /** The type of a parameter. */
  SymTagFunctionArgType: 20,
  /** Where the body of a function begins, after its prologue. */
  SymTagFuncDebugStart: 21,
  /** Where the body of a function ends, before its epilogue. */
  SymTagFuncDebugEnd: 22,
  /** A namespace that is in use. */
  SymTagUsingNamespace: 23,
  /** The shape of a virtual function table. */
  SymTagVTableShape: 24,
  /** A virtual function table. */
  SymTagVTable: 25,
  /** Data of a compiler that is not known. */
  SymTagCustom: 26,
  /** A thunk. */
  SymTagThunk: 27,
  /** A type of a compiler that is not known. */
  SymTagCustomType: 28,
  /** A managed type. */
  SymTagManagedType: 29,
  /** A dimension of a Fortran array. */
  SymTagDimension: 30,
  /** A call. */
  SymTagCallSite: 31,
  /** A place where a function was inlined. */
  SymTagInlineSite: 32,
  /** A base interface. */
  SymTagBaseInterface: 33,
  /** A vector. */
  SymTagVectorType: 34,
  /** A matrix. */
  SymTagMatrixType: 35,
  /** A type of the shader language. */
  SymTagHLSLType: 36,
  /** A function that calls. */
  SymTagCaller: 37,
  /** A function that is called. */
  SymTagCallee: 38,
  /** An export. */
  SymTagExport: 39,
  /** A place where memory is allocated. */
  SymTagHeapAllocationSite: 40,
  /** A group of sections. */
  SymTagCoffGroup: 41,
  /** A function that was inlined. */
  SymTagInlinee: 42,
  /** One more than the last tag. */
  SymTagMax: 43,
} as const;
export type SymTagEnum = (typeof SymTagEnum)[keyof typeof SymTagEnum];

/**
 * What SymGetTypeInfo is asked for, and what it then writes: a DWORD where nothing else is said. Not every request
 * has an answer for every tag.
 */
export const IMAGEHLP_SYMBOL_TYPE_INFO = {
  /** The tag: SymTagEnum. */
  TI_GET_SYMTAG: 0,
  /** The name: a pointer to UTF-16, to be freed with LocalFree. */
  TI_GET_SYMNAME: 1,
  /** The size in bytes, of bit-fields in bits: ULONG64. */
  TI_GET_LENGTH: 2,
  /** The index of the type. */
  TI_GET_TYPE: 3,
  /** The index of the type. */
  TI_GET_TYPEID: 4,
  /** Which built-in type: BasicType. */
  TI_GET_BASETYPE: 5,
  /** The index of the type that an array is indexed by. */
  TI_GET_ARRAYINDEXTYPEID: 6,
  /** The indexes of the children: TI_FINDCHILDREN_PARAMS, with Count and Start set before. */
  TI_FINDCHILDREN: 7,
  /** The kind of data: DataKind. */
  TI_GET_DATAKIND: 8,
  /** The offset in the section. */
  TI_GET_ADDRESSOFFSET: 9,
  /** The offset in the parent, in bytes. */
  TI_GET_OFFSET: 10,
  /** The value of a constant or of an enumerator: VARIANT. */
  TI_GET_VALUE: 11,
  /** The number of elements of an array, or of parameters of a function type. */
  TI_GET_COUNT: 12,
  /** The number of children. */
  TI_GET_CHILDRENCOUNT: 13,
  /** The position of a bit-field's lowest bit. */
  TI_GET_BITPOSITION: 14,
  /** Whether a base class is virtual: BOOL. */
  TI_GET_VIRTUALBASECLASS: 15,
  /** The index of the shape of the virtual function table. */
  TI_GET_VIRTUALTABLESHAPEID: 16,
  /** The offset of the pointer to virtual bases. */
  TI_GET_VIRTUALBASEPOINTEROFFSET: 17,
  /** The index of the class that it is a member of. */
  TI_GET_CLASSPARENTID: 18,
  /** Whether it is nested in another type. */
  TI_GET_NESTED: 19,
  /** The index of the symbol. */
  TI_GET_SYMINDEX: 20,
  /** The index of what it stands in: a function, a block, an object file. */
  TI_GET_LEXICALPARENT: 21,
  /** The address: ULONG64. */
  TI_GET_ADDRESS: 22,
  /** The offset that is taken from `this` when the function is entered. */
  TI_GET_THISADJUST: 23,
  /** Whether a structure, a class, a union or an interface: UdtKind. */
  TI_GET_UDTKIND: 24,
  /** Whether it is the same type as one whose index is handed in. */
  TI_IS_EQUIV_TO: 25,
  /** The calling convention: CV_call_e. */
  TI_GET_CALLING_CONVENTION: 26,
  /** Whether it is close to being the same type as one whose index is handed in. */
  TI_IS_CLOSE_EQUIV_TO: 27,
  /** Which requests have an answer, for SymGetTypeInfoEx: ULONG64, a bit each. */
  TI_GTIEX_REQS_VALID: 28,
  /** The offset of a virtual base in the table of virtual bases. */
  TI_GET_VIRTUALBASEOFFSET: 29,
  /** The index of a virtual base in the table of displacements. */
  TI_GET_VIRTUALBASEDISPINDEX: 30,
  /** Whether a pointer is a reference: BOOL. */
  TI_GET_IS_REFERENCE: 31,
  /** Whether a virtual base is an indirect one: BOOL. */
  TI_GET_INDIRECTVIRTUALBASECLASS: 32,
  /** By its name, the index of the type of the table of virtual bases. */
  TI_GET_VIRTUALBASETABLETYPE: 33,
  /** By its name, the index of the type of `this`. */
  TI_GET_OBJECTPOINTERTYPE: 34,
  /** By its name, the index of the type of a union's tag. Since the SDK 10.0.26100. */
  TI_GET_DISCRIMINATEDUNION_TAG_TYPEID: 35,
  /** By its name, the offset of a union's tag. Since the SDK 10.0.26100. */
  TI_GET_DISCRIMINATEDUNION_TAG_OFFSET: 36,
  /** By its name, the number of ranges of a union's tag. Since the SDK 10.0.26100. */
  TI_GET_DISCRIMINATEDUNION_TAG_RANGESCOUNT: 37,
  /** By its name, the ranges of a union's tag. Since the SDK 10.0.26100. */
  TI_GET_DISCRIMINATEDUNION_TAG_RANGES: 38,
  /** One more than the last request; 35 before the SDK 10.0.26100. */
  IMAGEHLP_SYMBOL_TYPE_INFO_MAX: 39,
} as const;
export type IMAGEHLP_SYMBOL_TYPE_INFO = (typeof IMAGEHLP_SYMBOL_TYPE_INFO)[keyof typeof IMAGEHLP_SYMBOL_TYPE_INFO];

/** Flags of SymGetTypeInfoEx: `IMAGEHLP_GET_TYPE_INFO_PARAMS.Flags`. */
export const IMAGEHLP_GET_TYPE_INFO = {
  /** What is read is not kept: for what is asked once. */
  UNCACHED: 0x1,
  /** The children are told of, not the types themselves. */
  CHILDREN: 0x2,
} as const;
export type IMAGEHLP_GET_TYPE_INFO = (typeof IMAGEHLP_GET_TYPE_INFO)[keyof typeof IMAGEHLP_GET_TYPE_INFO];

/** The types that languages have built in; TI_GET_LENGTH tells how wide. The numbers have gaps. */
export const BasicType = {
  /** None. */
  btNoType: 0,
  /** `void`. */
  btVoid: 1,
  /** `char`. */
  btChar: 2,
  /** `wchar_t`. */
  btWChar: 3,
  /** A signed integer. */
  btInt: 6,
  /** An unsigned integer. */
  btUInt: 7,
  /** A floating-point number. */
  btFloat: 8,
  /** A binary-coded decimal. */
  btBCD: 9,
  /** `bool`. */
  btBool: 10,
  /** `long`. */
  btLong: 13,
  /** `unsigned long`. */
  btULong: 14,
  /** An amount of money. */
  btCurrency: 25,
  /** A date. */
  btDate: 26,
  /** VARIANT. */
  btVariant: 27,
  /** A complex number. */
  btComplex: 28,
  /** A bit. */
  btBit: 29,
  /** BSTR. */
  btBSTR: 30,
  /** HRESULT. */
  btHresult: 31,
  /** `char16_t`. */
  btChar16: 32,
  /** `char32_t`. */
  btChar32: 33,
  /** `char8_t`. */
  btChar8: 34,
} as const;
export type BasicType = (typeof BasicType)[keyof typeof BasicType];

/** What a type with members is. */
export const UdtKind = {
  /** A structure. */
  UdtStruct: 0,
  /** A class. */
  UdtClass: 1,
  /** A union. */
  UdtUnion: 2,
  /** An interface. */
  UdtInterface: 3,
} as const;
export type UdtKind = (typeof UdtKind)[keyof typeof UdtKind];

/** Where a PDB says that data is. */
export const LocationType = {
  /** Nowhere that is known. */
  LocIsNull: 0,
  /** At an address of its own. */
  LocIsStatic: 1,
  /** In the thread's local storage. */
  LocIsTLS: 2,
  /** At an offset from a register. */
  LocIsRegRel: 3,
  /** At an offset from `this`. */
  LocIsThisRel: 4,
  /** In a register. */
  LocIsEnregistered: 5,
  /** In a bit-field. */
  LocIsBitField: 6,
  /** In a slot of managed code. */
  LocIsSlot: 7,
  /** At an offset in intermediate language. */
  LocIsIlRel: 8,
  /** In managed metadata. */
  LocInMetaData: 9,
  /** Nowhere: a constant. */
  LocIsConstant: 10,
  /** One more than the last place. */
  LocTypeMax: 11,
} as const;
export type LocationType = (typeof LocationType)[keyof typeof LocationType];

/** What data is to the program. */
export const DataKind = {
  /** Not known. */
  DataIsUnknown: 0,
  /** A local variable. */
  DataIsLocal: 1,
  /** A static variable in a function. */
  DataIsStaticLocal: 2,
  /** A parameter. */
  DataIsParam: 3,
  /** `this`. */
  DataIsObjectPtr: 4,
  /** A static variable of a file. */
  DataIsFileStatic: 5,
  /** A global variable. */
  DataIsGlobal: 6,
  /** A member. */
  DataIsMember: 7,
  /** A static member. */
  DataIsStaticMember: 8,
  /** A constant. */
  DataIsConstant: 9,
} as const;
export type DataKind = (typeof DataKind)[keyof typeof DataKind];

/** How a function is called: the argument order, who tidies the stack, which registers. Most are history. */
export const CV_call_e = {
  /** Near, C: `__cdecl`. */
  CV_CALL_NEAR_C: 0,
  /** Far, C. */
  CV_CALL_FAR_C: 1,
  /** Near, Pascal. */
  CV_CALL_NEAR_PASCAL: 2,
  /** Far, Pascal. */
  CV_CALL_FAR_PASCAL: 3,
  /** Near, in registers: `__fastcall`. */
  CV_CALL_NEAR_FAST: 4,
  /** Far, in registers. */
  CV_CALL_FAR_FAST: 5,
  /** Not used. */
  CV_CALL_SKIPPED: 6,
  /** Near, standard: `__stdcall`. */
  CV_CALL_NEAR_STD: 7,
  /** Far, standard. */
  CV_CALL_FAR_STD: 8,
  /** Near, system call. */
  CV_CALL_NEAR_SYS: 9,
  /** Far, system call. */
  CV_CALL_FAR_SYS: 10,
  /** `this` in a register: `__thiscall`. */
  CV_CALL_THISCALL: 11,
  /** MIPS. */
  CV_CALL_MIPSCALL: 12,
  /** Any. */
  CV_CALL_GENERIC: 13,
  /** Alpha. */
  CV_CALL_ALPHACALL: 14,
  /** PowerPC. */
  CV_CALL_PPCCALL: 15,
  /** SuperH. */
  CV_CALL_SHCALL: 16,
  /** ARM. */
  CV_CALL_ARMCALL: 17,
  /** AM33. */
  CV_CALL_AM33CALL: 18,
  /** TriCore. */
  CV_CALL_TRICALL: 19,
  /** SuperH 5. */
  CV_CALL_SH5CALL: 20,
  /** M32R. */
  CV_CALL_M32RCALL: 21,
  /** Managed: `__clrcall`. */
  CV_CALL_CLRCALL: 22,
  /** Always inlined. */
  CV_CALL_INLINE: 23,
  /** Near, in vector registers: `__vectorcall`. */
  CV_CALL_NEAR_VECTOR: 24,
  /** Reserved. */
  CV_CALL_RESERVED: 25,
} as const;
export type CV_call_e = (typeof CV_call_e)[keyof typeof CV_call_e];
