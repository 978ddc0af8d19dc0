import { execFileSync, spawnSync } from 'node:child_process';
import { rmSync } from 'node:fs';
import path from 'node:path';

const root = path.join(__dirname, '../../..');
let command: string[];
beforeAll(() => {
  const script = path.join(root, 'tests/fuzz/child-command.mjs');
  command = JSON.parse(execFileSync(process.execPath, [script], { encoding: 'utf8' })) as string[];
});

afterAll(() => {
  rmSync(command.at(-1)!);
});

/** Runs a part of `npm run check -- fuzz` in a process whose heap is measured. */
function fuzz(...args: string[]): { failed: string[]; done: number } {
  const { status, stdout, stderr } = spawnSync(process.execPath, [...command, ...args], {
    encoding: 'utf8',
    cwd: root,
  });
  expect(stderr).toBe('');
  expect(status).toBe(0);
  const lines = stdout
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as { failed?: string; why?: string; done?: number });
  return {
    failed: lines.flatMap(({ failed, why }) => (failed === undefined ? [] : [`${failed}: ${String(why)}`])),
    done: lines.at(-1)?.done ?? 0,
  };
}

it('2,000 damaged dumps cause nothing but MinidumpErrors, in little time and memory', () => {
  expect(fuzz('random', '2', '0', '2000')).toEqual({ failed: [], done: 2000 });
});

it('2,000 damaged dumps of other writers than Windows cause nothing else either', () => {
  expect(fuzz('others', '2', '0', '2000')).toEqual({ failed: [], done: 2000 });
});

it('dumps that once failed, and dumps made to take time and memory, are read in little of both', () => {
  const { failed, done } = fuzz('known', '65536');
  expect(failed).toEqual([]);
  expect(done).toBeGreaterThan(50);
});
