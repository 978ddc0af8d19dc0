import {
  IMAGEHLP_LINE,
  IMAGEHLP_LINE64,
  IMAGEHLP_LINEW64,
  type DbgHelpToken,
  type SOURCEFILE,
  type SOURCEFILEW,
} from '../../../lib';
import { trueFunction, truth, variant, type TrueAddress } from '../fixtures';
import { base, inScene, key, proves } from '../real-dll';

const functions = truth(variant).functions.filter(({ folded }) => !folded);
const addresses = functions.flatMap((of) => of.addresses).filter(({ line }) => line !== undefined);

type AnyLine = IMAGEHLP_LINE | IMAGEHLP_LINE64 | IMAGEHLP_LINEW64;
type LineOfCode = Pick<AnyLine, 'FileName' | 'LineNumber' | 'Address'>;

/** Read at once, because the name is in DbgHelp's memory. */
const read = ({ FileName, LineNumber, Address }: AnyLine): LineOfCode => ({ FileName, LineNumber, Address });

const answers = ({ file, line, also = [] }: TrueAddress): { FileName?: string; LineNumber?: number }[] =>
  [{ file, line }, ...also].map((answer) => ({ FileName: answer.file!, LineNumber: answer.line! }));

function expectTrue({ FileName, LineNumber }: LineOfCode, truly: TrueAddress): void {
  expect(answers(truly)).toContainEqual({ FileName, LineNumber });
}

proves(['SymGetLineFromAddr', 'SymGetLineFromAddr64', 'SymGetLineFromAddrW64'], 'give the line of code', (dll) =>
  inScene(dll, (api) => {
    expect(addresses.length).toBeGreaterThan(150);
    for (const truly of addresses) {
      const address = base + BigInt(truly.rva);
      const displacement = new Uint32Array(1);
      const check = (line: AnyLine): void => {
        expectTrue(read(line), truly);
        expect(line.Address + BigInt(displacement[0]!)).toBe(address);
      };
      const line = IMAGEHLP_LINE.alloc();
      api.SymGetLineFromAddr(key, address, displacement, line);
      check(line);
      const line64 = IMAGEHLP_LINE64.alloc();
      api.SymGetLineFromAddr64(key, address, displacement, line64);
      check(line64);
      const lineW64 = IMAGEHLP_LINEW64.alloc();
      api.SymGetLineFromAddrW64(key, address, displacement, lineW64);
      check(lineW64);
    }
  }),
);

/** Four lines with four line records: Wine's W functions lose their way after seven. */
const visit = trueFunction('scene_visit');
const begin = base + BigInt(visit.rva);
const end = begin + BigInt(visit.size);

/** The lines of the function from the next-line function, and then backwards from the other one. */
function walk<Line extends AnyLine>(
  line: Line,
  first: (line: Line) => boolean,
  next: (line: Line) => boolean,
  previous: (line: Line) => boolean,
): void {
  first(line);
  const forth = [read(line)];
  while (next(line) && line.Address < end) forth.push(read(line));
  // Past the end of the function or, if the DLL gave nothing, still in its last line.
  const back: LineOfCode[] = [];
  if (line.Address < end) back.push(read(line));
  while (previous(line)) {
    back.push(read(line));
    if (line.Address <= begin) break;
  }
  expect(forth.length).toBeGreaterThan(3);
  expect(forth.every(({ Address }, at) => at === 0 || Address > forth[at - 1]!.Address)).toBe(true);
  for (const truly of visit.addresses) {
    expectTrue(
      forth.findLast(({ Address }) => Address <= base + BigInt(truly.rva))!,
      truly,
    );
  }
  expect(back.reverse()).toEqual(forth);
}

proves(
  [
    'SymGetLineNext',
    'SymGetLineNext64',
    'SymGetLineNextW64',
    'SymGetLinePrev',
    'SymGetLinePrev64',
    'SymGetLinePrevW64',
  ],
  'go from line to line of a function, and back',
  (dll) =>
    inScene(dll, (api) => {
      const displacement = new Uint32Array(1);
      walk(
        IMAGEHLP_LINE.alloc(),
        (line) => api.SymGetLineFromAddr(key, begin, displacement, line),
        (line) => api.SymGetLineNext.raw(key, line),
        (line) => api.SymGetLinePrev.raw(key, line),
      );
      walk(
        IMAGEHLP_LINE64.alloc(),
        (line) => api.SymGetLineFromAddr64(key, begin, displacement, line),
        (line) => api.SymGetLineNext64.raw(key, line),
        (line) => api.SymGetLinePrev64.raw(key, line),
      );
      walk(
        IMAGEHLP_LINEW64.alloc(),
        (line) => api.SymGetLineFromAddrW64(key, begin, displacement, line),
        (line) => api.SymGetLineNextW64.raw(key, line),
        (line) => api.SymGetLinePrevW64.raw(key, line),
      );
    }),
);

proves(['SymEnumLines'], 'lists a line for the first byte of each function', (dll) =>
  inScene(dll, (api) => {
    const lines: LineOfCode[] = [];
    api.SymEnumLines(
      key,
      base,
      null,
      null,
      (line) => {
        expect(line.ModBase).toBe(base);
        lines.push({ FileName: line.FileName, LineNumber: line.LineNumber, Address: line.Address });
      },
      null,
    );
    for (const {
      rva,
      addresses: [first],
    } of functions) {
      const found = lines.filter(({ Address }) => Address === base + BigInt(rva));
      expect(found.map(({ FileName, LineNumber }) => ({ FileName, LineNumber }))).toContainEqual(answers(first!)[0]);
    }
  }),
);

const sourceFiles = [...new Set(addresses.map(({ file }) => file!))].sort();

function filesOf(list: (callback: (file: SOURCEFILE | SOURCEFILEW) => void) => boolean): string[] {
  const files = new Set<string>();
  list(({ FileName, ModBase }) => {
    expect(ModBase).toBe(base);
    files.add(FileName!);
  });
  return [...files].sort();
}

proves(['SymEnumSourceFiles', 'SymEnumSourceFilesW'], 'list the files that the lines are in', (dll) =>
  inScene(dll, (api: DbgHelpToken) => {
    // Wine's DLL lists the object files, too.
    const sources = expect.arrayContaining(sourceFiles) as unknown;
    expect(filesOf((callback) => api.SymEnumSourceFiles(key, base, null, callback, null))).toEqual(sources);
    expect(filesOf((callback) => api.SymEnumSourceFilesW(key, base, null, callback, null))).toEqual(sources);
  }),
);
