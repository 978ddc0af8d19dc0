import { LineRows, unbounded } from '../../../../lib/session/lines/line-rows';
import { toTheEnd } from '../../../../lib/session/slices';
import { Random } from '../../../windows/random';

interface Row {
  readonly file: string;
  readonly line: number;
  readonly rva: number;
}

const hidden = 0xfeefee;
const isLine = (line: number): boolean => line !== hidden;

function rowsOf(rows: readonly Row[]): LineRows {
  const collected = new LineRows();
  for (const { file, line, rva } of rows) collected.add(collected.fileNumber(file), line, rva);
  return collected;
}

/** What the columns say, row by row. */
const told = (rows: readonly Row[]): readonly (readonly [string, number, number, number])[] => {
  const { files, fileOf, lines, rvas, sizes } = toTheEnd(rowsOf(rows).unmeasured(isLine));
  return Array.from(rvas, (rva, at) => [files[fileOf[at]!]!, lines[at]!, rva, sizes[at]!]);
};

it('puts rows in the order of their addresses; each ends where one with another address begins', () => {
  const rows = [
    { file: 'b.c', line: 7, rva: 0x30 },
    { file: 'a.c', line: 5, rva: 0x10 },
    { file: 'a.c', line: 6, rva: 0x10 },
    { file: 'a.c', line: 5, rva: 0x10 },
    { file: 'b.c', line: 5, rva: 0x10 },
  ];
  expect(told(rows)).toEqual([
    ['a.c', 5, 0x10, 0x20],
    ['a.c', 6, 0x10, 0x20],
    ['b.c', 5, 0x10, 0x20],
    ['b.c', 7, 0x30, unbounded],
  ]);
});

it('leaves hidden rows out, which end the rows before them', () => {
  const rows = [
    { file: 'a.c', line: 1, rva: 0x10 },
    { file: 'a.c', line: hidden, rva: 0x14 },
    { file: 'a.c', line: 2, rva: 0x20 },
    { file: 'a.c', line: hidden, rva: 0x28 },
  ];
  expect(told(rows)).toEqual([
    ['a.c', 1, 0x10, 4],
    ['a.c', 2, 0x20, 8],
  ]);
});

it('knows no rows', () => {
  expect(told([])).toEqual([]);
});

const random = new Random(11);
const many = Array.from({ length: 200_000 }, () => {
  const line = random.below(9) === 0 ? hidden : 1 + random.below(3);
  return { file: `file${String(random.below(3))}.c`, line, rva: random.below(100_000) };
});

it('does so with many', () => {
  const inOrder = new Map<string, Row>();
  for (const row of [...many].sort((one, other) => one.rva - other.rva)) {
    const key = `${row.file} ${String(row.line)} ${String(row.rva)}`;
    if (!inOrder.has(key)) inOrder.set(key, row);
  }
  const begins = [...new Set([...inOrder.values()].map(({ rva }) => rva))];
  const ends = new Map(begins.map((rva, nth) => [rva, begins[nth + 1]]));
  const expected = [...inOrder.values()].flatMap(({ file, line, rva }) =>
    isLine(line) ? [[file, line, rva, (ends.get(rva) ?? rva + unbounded) - rva] as const] : [],
  );
  const text = (rows: readonly (readonly unknown[])[]): string => rows.map((row) => row.join(' ')).join('\n');
  expect(text(told(many)) === text(expected)).toBe(true);
});
