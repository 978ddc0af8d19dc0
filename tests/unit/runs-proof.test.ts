import type { KnownAnswer } from '../../lib/session/reader/known';
import { RunsProof } from '../../lib/session/addresses/runs-proof';

const symbol = (index: number, begin: number, size: number): KnownAnswer['symbol'] => ({
  module: 'app',
  name: `f${String(index)}`,
  level: 'symbol',
  begin: BigInt(begin),
  base: 0n,
  index,
  size,
});
const line = (begin: number, number: number): KnownAnswer['line'] => ({
  file: 'a.c',
  line: number,
  begin: BigInt(begin),
});

/** Functions of one line each, with look-ups of all their bytes. */
function proofOf(functions: number, size: number): RunsProof {
  const proof = new RunsProof();
  for (let index = 0; index < functions; index++) {
    const begin = index * size;
    for (let at = begin; at < begin + size; at++) {
      proof.note(at, { symbol: symbol(index, begin, size), line: line(begin, 1) });
    }
  }
  return proof;
}

it('accepts thousands of addresses between two of one line, in many symbols, as proof', () => {
  expect(proofOf(100, 100)).toMatchObject({ proven: true, contradicted: false });
  expect(proofOf(100, 10)).toMatchObject({ proven: false, contradicted: false });
  expect(proofOf(10, 10_000)).toMatchObject({ proven: false, contradicted: false });
  expect(proofOf(10_000, 2)).toMatchObject({ proven: false, contradicted: false });
});

it('counts the same address only once', () => {
  const proof = new RunsProof();
  for (let index = 0; index < 100; index++) {
    for (let times = 0; times < 100; times++) {
      proof.note(index, { symbol: symbol(index, index, 1), line: line(index, 1) });
    }
  }
  expect(proof.proven).toBe(false);
});

it.each([
  ['a symbol behind another one', { symbol: symbol(1, 5, 1), line: undefined }],
  ['a symbol behind none', { symbol: null, line: undefined }],
  ['a line behind another one', { symbol: symbol(0, 0, 10), line: line(5, 2) }],
  ['a line behind none', { symbol: symbol(0, 0, 10), line: undefined }],
])('detects a contradiction: %s, and again', (_, between) => {
  const proof = proofOf(0, 0);
  const usual = { symbol: symbol(0, 0, 10), line: line(0, 1) };
  for (const [at, answer] of [usual, usual, between, usual].entries()) proof.note(at, answer);
  expect(proof).toMatchObject({ contradicted: true, proven: false });
});

it('ignores a symbol beyond its end, on which the shortcut does not rely', () => {
  const proof = new RunsProof();
  const [first, second] = [
    { symbol: symbol(0, 0, 2), line: line(0, 1) },
    { symbol: symbol(1, 3, 1), line: line(3, 2) },
  ];
  for (const [at, answer] of [first, first, first, second, first].entries()) proof.note(at, answer);
  expect(proof.contradicted).toBe(false);
});
