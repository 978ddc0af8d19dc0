import type { DbgHelpToken } from '../../types/calls';
import { SLMFLAG } from '../../types/constants';
import type { SYMBOL_INFOW } from '../../types/structures';
import * as structures from '../../types/structures';
import type { Library } from './library';
import { readMemory } from '../win32/own-memory';
import { pointerBits } from '../base/architecture';
import { newKey } from '../gate/shared-state';
import { defineStruct } from '../ffi/struct';

const symbolInfo = defineStruct<SYMBOL_INFOW>(structures.SYMBOL_INFOW);

/**
 * The room of differences: what one dbghelp.dll does otherwise than another, how the package finds out by asking the DLL at hand,
 * and what it does about it. Wherever one of these matters, code names the row. docs/dlls.md is made from this table.
 */
export interface Difference {
  /** When it shows, and what which DLL does. */
  readonly situation: string;
  /** How it is found out which of them the DLL at hand does. */
  readonly found: string;
  /** What the package does, so that its users see one behaviour. */
  readonly done: string;
}

export const differences = {
  // Rows in the order of the name.
  addressesOf32Bits: {
    situation:
      "Modules at or across 4 GiB in a 32-bit process: Microsoft's DLL has them right; Wine's keeps 32 bits of what lies in them, and gives wrong addresses and lines, or nothing.",
    found: 'In a 32-bit process, once: by a symbol of a module without an image at 4 GiB.',
    done: 'Images get a base below 4 GiB where none is given; one that would end above is `DBGHELP_WRONG_BITNESS`, and of a dump such a module is known by its name.',
  },
  answersInRuns: {
    situation:
      'Of addresses in a row, those between two of one symbol and one line have that symbol and line, too: so it is where every byte of several images was asked for, and nobody knows it of other DLLs.',
    found:
      'By the version of the file, among those with which `npm run check -- images` has compared every byte. Of others by their answers: the first thousands of each module are asked for one by one, and one that comes again behind another ends it for that DLL.',
    done: '`symbolizeAll` leaves out the addresses between where that was compared or seen, and else asks for each one; `diagnostics().dll.shortcut` says which.',
  },
  callersLost: {
    situation:
      'A walk of x86 code ends, with a return address of 0, where some DLLs have lost their way: in the middle of a stack, or where it was cut.',
    found:
      'The function is in neither ntdll nor kernel32, or the word above its frame pointer is another one or cannot be read.',
    done: 'The walk goes on by frame pointers. Where they lead nowhere, its end is `unreadable`, or `loop` where they lead back.',
  },
  classesDeclaredAsDefined: {
    situation:
      'In a list of types, a class that is declared in one file and defined in another is there twice: some DLLs give the declaration no size and no members, others those of the definition, and a type inside of a class a second time, without the name of the class.',
    found: 'The first member is asked whose it is (TI_GET_CLASSPARENTID), and a type whether it is inside of another.',
    done: 'Sessions give each class once, as it is defined and by its whole name. Of classes without members, of which that cannot be told, half of those that are equal.',
  },
  companionsWanted: {
    situation:
      "Newer copies of Microsoft's DLL read PDBs through msdia140.dll and write minidumps through dbgcore.dll; Wine's and older ones of Microsoft's do both alone.",
    found: "By the names in the DLL's file, and what lies where the DLL looks for them (lib/dll/companions.ts).",
    done: 'What is missing, or for another architecture, is named: in `why`, `problems`, `dll.advice` and errors.',
  },
  constantsWithoutValue: {
    situation: 'Some DLLs leave SYMBOL_INFO.Value of a constant empty.',
    found: 'By the flag: SYMFLAG_CONSTANT without SYMFLAG_VALUEPRESENT.',
    done: 'The symbol is asked for TI_GET_VALUE, and the value read as its type says.',
  },
  damagedImages: {
    situation:
      'Some DLLs read the sections, directories and exports of an image where its headers say, also beyond the end of a file that is cut short, which ends the process; others load what is there.',
    found: 'Not asked: the question would end the process.',
    done: 'Sessions read the headers and the tables of exports first: `DBGHELP_BAD_FORMAT` on every DLL where one of them ends beyond the end of the file.',
  },
  damagedPdbs: {
    situation:
      'Some DLLs read a PDB that is cut short or damaged beyond its end, which ends the process, or take the right one behind it for one that does not match; others pass it over.',
    found: 'Not asked: the question would end the process.',
    done: 'Sessions read the headers of PDBs first. The folder of the right one goes ahead of all others for its load; where there is none and a damaged one, also one with the name of an image that names none, the DLL gets a copy of the image that names no PDB.',
  },
  debugSectionsNotRead: {
    situation:
      "Some DLLs say SymDia of images with DWARF sections that they cannot read, or with those of a compiler's own library only, and know the exports then; others say SymExport.",
    found: 'By SymGetModuleInfoW64, which then says that there are no lines.',
    done: "`symbolType` is `'export'`, and `hasFullSymbols` is false.",
  },
  dumpsEndedByFalse: {
    situation:
      'While a minidump is written, FALSE to ModuleCallback, ThreadCallback or ThreadExCallback leaves that one out in some DLLs, and ends the dump with E_ABORT in others.',
    found: 'Not asked: write flags of 0 leave it out in every DLL.',
    done: 'Filters of `writeMinidump` answer TRUE, with flags of 0 for what they leave out.',
  },
  entriesNotTold: {
    situation: 'After a step some DLLs do not say by which function entry they took it: FuncTableEntry stays 0.',
    found: 'FuncTableEntry is 0 where SymFunctionTableAccess64, or the function tables of the dump, have an entry.',
    done: 'A frame that was reached from a function with an entry has `foundBy` `unwind-info`.',
  },
  exportsOfTwoWidths: {
    situation:
      "On 64-bit Windows a 32-bit name and its 64-bit function are one export; in Wine's 64-bit DLL they are two, and the 32-bit one wants structures that no 64-bit program uses.",
    found: 'Not asked: the prototype says which is which (`on64`).',
    done: 'The binding asks for the 64-bit export.',
  },
  foldedLines: {
    situation:
      "Two symbols at one address, as of functions that the linker folded, may have lines with the same address and number in different files; Wine's DLL gives one at the first byte and the other behind it.",
    found: 'Not asked.',
    done: 'A line is taken for known only within one symbol.',
  },
  forwardedExports: {
    situation:
      'Some DLLs forward exports to another: newer ones MiniDumpWriteDump and MiniDumpReadDumpStream to dbgcore.dll, which the loader looks for elsewhere than beside them.',
    found: 'By the export table of the DLL (lib/dll/forwards.ts).',
    done: 'The other DLL is loaded from the folder of the first, and asked itself. Where neither that nor the loader finds one, `has` is false until it comes, and errors name it.',
  },
  headersFromDisk: {
    situation:
      "Microsoft's DLL tells of each load that it looks for the image's headers on disk (CBA_DEFERRED_SYMBOL_LOAD_PARTIAL), also where it finds them; Wine's does not.",
    found: 'Not asked.',
    done: 'It is no problem: whether the load found symbols is told by its result.',
  },
  imagesOfProcesses: {
    situation:
      "Of a live module Microsoft's DLL reads the headers from the process, finds the PDB's bare name and looks for it along the search path alone; Wine's looks beside the image, too.",
    found: 'Not asked.',
    done: 'When modules were listed, their folders come behind the search path, for raw calls; each load of a session looks into the folder of its own image only, of images that are loaded by their paths, too.',
  },
  labelsInFunctions: {
    situation:
      'Of a function in assembly code with labels in it, some DLLs know what lies before the first of them; after that, the first byte of each label.',
    found: 'SymFromAddrW has no answer, or the tag of a label.',
    done: 'The function is asked for, where the function table says or before the address; one that reaches as far is the answer.',
  },
  lineTablesEnd: {
    situation:
      "SymGetLineNextW64 and SymGetLinePrevW64 of Wine's DLL run out of their table after seven lines of a function, and stop at its end; SymEnumLinesW is one of its stubs.",
    found: 'Whether the DLL has SymEnumLinesW.',
    done: 'Lines are read once per module, with SymEnumLinesW or SymEnumLines, and sorted (lib/session/lines/).',
  },
  longMasks: {
    situation:
      "A mask or name of more than MAX_SYM_NAME (2,000) characters: Microsoft's DLL answers for what it was asked before, or lists everything; Wine's answers for the mask.",
    found: 'By length alone: no DLL is asked.',
    done: 'Sessions list all and compare themselves; raw calls are a RangeError.',
  },
  longNames: {
    situation:
      "Names of more than 2,047 characters: Microsoft's DLL knows their beginning; Wine's knows them whole. Enumerations have buffers of some 2,000 characters on both.",
    found: 'By the length of the name that was given.',
    done: 'What fills a buffer of an enumeration is asked for again by its number. A name of exactly 2,047 characters has `nameCut`.',
  },
  manyTypesAtOnce: {
    situation: 'SymGetTypeInfoEx, which answers many questions about many types, is missing in some DLLs, or a stub.',
    found: 'By the export.',
    done: 'Types are read with it where it is there, and else one question after another.',
  },
  methodsNamedTwoWays: {
    situation: 'Some DLLs name methods whose code is in the image with their class before the name, and others not.',
    found: 'Not asked.',
    done: 'Sessions leave the class away.',
  },
  mismatchedPdbs: {
    situation:
      "A PDB that does not match is no error anywhere: `symbolType` is `export` with Microsoft's DLL and `none` with Wine's.",
    found: 'Not asked.',
    done: '`hasFullSymbols` says the same with both; `why` compares the signatures itself.',
  },
  moduleNames: {
    situation:
      "A module's name: Microsoft's DLL leaves any extension out, Wine's keeps others than .exe and .dll and writes in lower case; both ignore the name that SymLoadModuleExW was given, but in `name!symbol`.",
    found: 'Not asked.',
    done: "A module is called as `loadModule` was told, or else by its image's file name without the extension; what the DLL calls it is one of the other spellings.",
  },
  namesAsMasks: {
    situation:
      "SymFromNameW takes a name for a mask (Microsoft's: `operator*` gives `operator()`, `operator[]` nothing); masks match decorated names where readable ones are given (both, of publics).",
    found: 'By comparing the name that comes back.',
    done: 'Where it is another, or special characters are in the name, the symbols of the module are listed once and found by their very names (lib/session/names/name-index.ts).',
  },
  namesInAnsi: {
    situation:
      "Names and source files in a PDB are UTF-8. Microsoft's DLL gives them as they are; Wine's takes their bytes for the process's ANSI code page, in all but the files of SymGetLineFromAddrW64, and lacks the letters of other code pages in names that it is given.",
    found:
      'Once, when the first name beyond ASCII is met: by a symbol of its own whose name has a letter that no such code page has.',
    done: 'Sessions turn names back into UTF-8 bytes and read these, hand names over in the same way, and compare masks with `?` or letters beyond ASCII themselves. Raw calls give what the DLL gives.',
  },
  narrowAddressesExtended: {
    situation:
      'Of x86 addresses from 2 GiB on some DLLs extend the sign: in the offsets of a step, and where they ask for memory, modules and functions.',
    found: 'Once for each DLL: a step on a stack above 2 GiB, and which addresses it reads.',
    done: 'Offsets are taken as 32 bits. Where a module lies so high, the walk has a key of its own with the modules at sign-extended addresses. A stack in the last 4 MiB, where such a DLL comes past the last address of all, is walked as if it lay farther down.',
  },
  nothingThere: {
    situation:
      'Where there is no module, symbol, line or type, one DLL gives 126, another 123, 487 or 1168, and some no error at all.',
    found: 'By the last error, which was cleared before; the prototype has the codes that mean it (`nothing`).',
    done: '`DBGHELP_NOT_FOUND` from raw calls, null from sessions.',
  },
  pdbsAlone: {
    situation: "Microsoft's DLL takes a PDB without its image, and calls it unmatched; Wine's refuses it.",
    found: 'Not asked.',
    done: 'A PDB that is loaded alone matches itself.',
  },
  pdbsUnchecked: {
    situation:
      "For an image that names no PDB, or whose debug directory cannot be read, and Microsoft's for one that names a GUID of zeros, DLLs take the PDB that has its name, of whatever build it is, and call it unmatched.",
    found: 'Not asked.',
    done: 'Unless `loadAnything` is set, the DLL gets a copy of the image in an empty folder, and looks nowhere else: names come from the image itself.',
  },
  publicDataAsExports: {
    situation: "Of the public symbols in a PDB, Wine's DLL flags all data as exports.",
    found: 'Not asked.',
    done: "`kind` is `'export'` only where symbols are from no PDB.",
  },
  publicsByFirstByte: {
    situation:
      "Wine's DLL knows publics and exports by their first byte only, and gives up parts of PDBs whose code was generated at link time.",
    found: 'SymFromAddrW has no answer.',
    done: 'In x64 images the function table tells where the function begins, and that is asked for. Of those that the table does not have, the nearest one before is taken. The table is read from the image once: asking the DLL maps the whole image each time. Functions that the DLL does not list stay without a name.',
  },
  publicsLast: {
    situation: "SYMOPT_AUTO_PUBLICS makes Wine's DLL find hardly any public symbol.",
    found: 'Not asked.',
    done: 'It is off unless asked for.',
  },
  readsGrantedInPart: {
    situation:
      'For x86 code without frame data some DLLs look for the return address in 256 bytes of stack, of which the last may be beyond its end; some give another return address for one that they could not read.',
    found: 'Not asked: a read of which only the first bytes are there is answered with these.',
    done: 'The first byte that was not there is noted. Where it belongs to a return address, the walk ends as `unreadable`.',
  },
  reasonsLeftElsewhere: {
    situation:
      "SymSrvGetFileIndexInfoW of Microsoft's DLL leaves the reason why a PDB cannot be read in `age`, and no last error.",
    found: 'The last error is 0, and the member holds the HRESULT of a failure.',
    done: "That is the error's code: `DBGHELP_BAD_FORMAT` for a damaged PDB.",
  },
  returnAddressesInCalls: {
    situation:
      'Where a call is the last instruction of an x86 function, some DLLs give the return address less one, which is still in the function.',
    found: 'The word above the frame pointer is one more.',
    done: 'The return address is that word; symbols are looked up a byte before it.',
  },
  scopesOutsideFunctions: {
    situation: 'Some DLLs set the scope of an address that is in no function, or behind the end of one.',
    found: 'SymFromAddrW says where the function begins and ends.',
    done: '`locals` is null there.',
  },
  searchByTag: {
    situation:
      "SymSearchW (Microsoft's; a stub elsewhere that finds nothing) gives more than enumerations list: locals, publics beside private symbols, types, compilands.",
    found: 'By whether the DLL has the function.',
    done: 'It is asked for what no enumeration lists: types and compilands. Other tags are an enumeration with a look at each tag.',
  },
  sourcesWithoutServer: {
    situation:
      "Without srcsrv.dll, SymGetSourceFileW of Microsoft's DLL fails in the same way for every file (0x1AC), whether or not the PDB says where it is.",
    found: "By the names of the PDB's streams.",
    done: '`sourceFile` is null where the PDB says nothing, and names srcsrv.dll where it does.',
  },
  starsAtTheEnd: {
    situation: "A `*` at the end of a mask is at least one character for Wine's DLL.",
    found: 'SymMatchStringW tells.',
    done: 'Such a DLL is asked without the `*`, too.',
  },
  starsInARow: {
    situation: "Several `*` in a row make Wine's DLL try all ways to share a name among them.",
    found: 'Not asked.',
    done: 'They become one.',
  },
  storesUnmarked: {
    situation:
      "Microsoft's DLL looks into every folder of the search path, and that of the image, as into a symbol store; Wine's into none.",
    found: 'Whether symsrv.dll lies beside it.',
    done: 'Without it, sessions put the folder that the PDB has in a store before the element, for the load.',
  },
  structuresGrown: {
    situation: 'Older DLLs refuse the size of a structure that has grown since, such as IMAGEHLP_MODULEW64.',
    found: 'The call fails with ERROR_INVALID_PARAMETER (87).',
    done: "The call is made again with the size of the version before, as far back as `grown` in the structure's table says; what an older DLL does not know stays 0. A size that the caller chose is left alone.",
  },
  stubs: {
    situation: "Wine's DLLs export functions that they do not have: called, they end the process.",
    found:
      'By the code of the export, which refers to the names of DLL and function. A table by version would be wrong for versions that nobody has looked at.',
    done: 'The stub is not called: `DBGHELP_NOT_IMPLEMENTED`, and `has` is false.',
  },
  thisAsLocal: {
    situation: 'Some DLLs do not flag `this` as a parameter.',
    found: 'By TI_GET_DATAKIND of the symbol.',
    done: '`locals` calls it a parameter.',
  },
  typedefsWithoutSize: {
    situation: 'TI_GET_LENGTH of a typedef is the size of what it stands for, or fails.',
    found: 'It fails.',
    done: 'What it stands for is asked.',
  },
  typeIdsAreAddresses: {
    situation:
      'In a 32-bit process the ids of types are addresses in some DLLs, which read there whatever they are given.',
    found: 'There is readable memory at the id of a type.',
    done: '`typeOf` gives null for an id where nothing can be read.',
  },
  typesFoundByName: {
    situation:
      'Some DLLs do not find a type by its name that is local to a function, or unnamed, and none in another case.',
    found: 'SymGetTypeFromNameW fails.',
    done: 'The types are listed by a mask, and their names compared.',
  },
} as const satisfies Readonly<Record<string, Difference>>;

export type DifferenceName = keyof typeof differences;

const comparedVersions: ReadonlySet<string | undefined> = new Set(['10.0.29507.1001']);
const compared = new WeakMap<Library, boolean>();

/** Whether every byte of several images was compared with a DLL: it answers alike for all addresses between two that it answers alike for. */
export function comparedInRuns(library: Library): boolean {
  let known = compared.get(library);
  // The version of those that Wine brings is the one of a DLL that nobody has compared.
  if (known === undefined)
    compared.set(library, (known = library.maker.wine !== null || comparedVersions.has(library.version)));
  return known;
}

const idsAreAddresses = new WeakMap<object, boolean>();

/** Asked once of each library, inside a slot, with a module that has types. */
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

/** The first address that no module may have in a DLL: there its answers would be wrong. */
export function endOfAddresses(api: DbgHelpToken, library: Library): bigint {
  if (pointerBits === 64) return 2n ** 64n;
  let right = answersAbove.get(library);
  if (right === undefined) answersAbove.set(library, (right = answersAbove4GiB(api)));
  return right ? 2n ** 64n : highBase;
}

function answersAbove4GiB(api: DbgHelpToken): boolean {
  const symbol = symbolInfo.alloc(16);
  return withOwnSymbol(
    api,
    highBase,
    'above4GiB',
    (key, at) => api.SymFromAddrW.raw(key, at + 1n, null, symbol) && symbol.Address === at,
  );
}

/** Asks about a symbol in a module without an image, neither of which is anybody's; false where the DLL does not take them. */
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

/** Whether a DLL has names in the process's ANSI code page, whatever they are in. */
export function keepsNamesInAnsi(api: DbgHelpToken, library: Library): boolean {
  let known = inAnsi.get(library);
  if (known === undefined) inAnsi.set(library, (known = losesLetters(api, library)));
  return known;
}

function losesLetters(api: DbgHelpToken, library: Library): boolean {
  const needed = ['SymLoadModuleExW', 'SymAddSymbolW', 'SymFromAddrW'] as const;
  if (!needed.every((name) => library.has(name))) return false;
  const symbol = symbolInfo.alloc(16);
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
