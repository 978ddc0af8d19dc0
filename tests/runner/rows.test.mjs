import assert from 'node:assert/strict';
import test from 'node:test';
import { chooseRows, rows } from './rows.mjs';

const names = ({ chosen }) => chosen.map(({ row }) => row);

test('without --row all rows run, with the tests of the host', () => {
  const { host, chosen, jestArgs } = chooseRows(['gate.test', '-t', 'x'], rows);
  assert.equal(host, true);
  assert.deepEqual(chosen, rows);
  assert.deepEqual(jestArgs, ['gate.test', '-t', 'x']);
});

test('--row chooses, once or several times, in both forms, and jest gets the other arguments', () => {
  const one = chooseRows(['--row', 'wine-x64', 'gate.test'], rows);
  assert.deepEqual([one.host, names(one), one.jestArgs], [false, ['wine-x64'], ['gate.test']]);
  const two = chooseRows(['a', '--row=host', '--row=microsoft-ia32', 'b'], rows);
  assert.deepEqual([two.host, names(two), two.jestArgs], [true, ['microsoft-ia32'], ['a', 'b']]);
});

test('an unknown row is refused with the known ones', () => {
  assert.throws(() => chooseRows(['--row', 'microsoft'], rows), /one of host, .*wine-x64, got microsoft$/);
  assert.throws(() => chooseRows(['--row'], rows), /got undefined$/);
});

test('both DLLs have a row of each bitness', () => {
  assert.deepEqual(rows.map(({ row }) => row).sort(), ['microsoft-ia32', 'microsoft-x64', 'wine-ia32', 'wine-x64']);
});
