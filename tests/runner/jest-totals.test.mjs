import assert from 'node:assert/strict';
import { test } from 'node:test';
import { formatTotals, totalsOf } from './jest-totals.mjs';

const report = {
  numPassedTests: 5,
  numFailedTests: 1,
  numPendingTests: 2,
  numTodoTests: 1,
  numRuntimeErrorTestSuites: 1,
};

test('a suite that could not run counts as a failure, and a todo as skipped', () => {
  assert.deepEqual(totalsOf(report), { passed: 5, failed: 2, skipped: 3 });
});

test('a run without a report counts as a failure', () => {
  assert.deepEqual(totalsOf(undefined), { passed: 0, failed: 1, skipped: 0 });
});

test('the sum is alone on the last line', () => {
  const runs = ['one', 'two'].map((name) => ({ name, seconds: 1, ...totalsOf(report) }));
  assert.equal(formatTotals(runs).trimEnd().split('\n').at(-1), '10 passed, 4 failed, 6 skipped');
});
