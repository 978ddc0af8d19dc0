import assert from 'node:assert/strict';
import test from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { sideBySide } from './side-by-side.mjs';

test('runs at once, and shows what each prints in the order of the items', async () => {
  const shown = [];
  let running = 0;
  let most = 0;
  const results = await sideBySide(
    [30, 1, 10],
    async (milliseconds, print) => {
      most = Math.max(most, ++running);
      print('stdout', `begin ${milliseconds}`);
      await sleep(milliseconds);
      print('stderr', `end ${milliseconds}`);
      running--;
      return milliseconds * 2;
    },
    { show: (_stream, chunk) => shown.push(chunk) },
  );
  assert.deepEqual(results, [60, 2, 20]);
  assert.equal(most, 3);
  assert.deepEqual(shown, ['begin 30', 'end 30', 'begin 1', 'end 1', 'begin 10', 'end 10']);
});

test('one that fails shows what it printed, and fails the whole', async () => {
  const shown = [];
  const run = async (name, print) => {
    print('stdout', name);
    if (name === 'b') throw new Error('b failed');
    await sleep(5);
  };
  await assert.rejects(sideBySide(['a', 'b'], run, { show: (_stream, chunk) => shown.push(chunk) }), /b failed/);
  await sleep(20);
  assert.deepEqual(shown, ['a', 'b']);
});

test('no more than `most` run at a time', async () => {
  let running = 0;
  let most = 0;
  const run = async (milliseconds) => {
    most = Math.max(most, ++running);
    await sleep(milliseconds);
    running--;
    return milliseconds;
  };
  assert.deepEqual(await sideBySide([20, 1, 10, 5], run, { show: () => undefined, most: 2 }), [20, 1, 10, 5]);
  assert.equal(most, 2);
});
