import { isFailure, runBatch, runRange } from '../../../fuzz/batches';
import { corpus } from '../../../fuzz/mutants';

/** A sample; `npm run check -- fuzz-walk` has two thousand. */
it('walks of damaged dumps end with frames, or with an error of the package', async () => {
  const [seed, count] = [20, 20];
  const outcomes = await runRange(seed, [0, count]);
  expect(outcomes).toHaveLength(count);
  expect(outcomes.filter(isFailure)).toEqual([]);
  expect(outcomes.filter(({ what }) => what.endsWith(' frames')).length).toBeGreaterThan(count / 3);
});

it('damaged dumps that once failed do not fail any more', async () => {
  const outcomes = corpus.length > 0 ? await runBatch(['--files', ...corpus]) : [];
  expect(outcomes.filter(isFailure)).toEqual([]);
  expect(outcomes).toHaveLength(corpus.length);
});
