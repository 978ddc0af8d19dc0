import { execFile } from 'node:child_process';
import path from 'node:path';
import { promisify } from 'node:util';
import { scene } from '../../fixtures';

/** Ten sessions in three threads that list all the time, on the probe, with short calls and a pool beside them. */

const program = path.join(__dirname, '../../../threads/listing-crowd.mjs');
/** How long a listing is in the DLL, and how many threads have the DLL in turns. */
const nativeMilliseconds = 10;
const participants = 4;
/** What else a busy machine does meanwhile. */
const slack = 20_000;

interface Crowd {
  readonly mostInside: number;
  readonly insideNow: number;
  readonly liveKeys: number;
  readonly listings: readonly number[];
  readonly shorts: readonly { readonly calls: number; readonly longest: number }[];
  readonly answered: number;
}

it('ten sessions list at once in three threads: one call at a time is in the DLL, and short calls wait for one call of each thread', async () => {
  const args = [program, process.env['DBGHELP_BUILT']!, scene, '3000'];
  const { stdout } = await promisify(execFile)(process.execPath, args);
  const { listings, shorts, answered, ...seen } = JSON.parse(stdout) as Crowd;
  expect(seen).toEqual({ mostInside: 1, insideNow: 0, liveKeys: 0 });
  expect(listings).toHaveLength(10);
  expect(Math.min(...listings)).toBeGreaterThan(0);
  expect(shorts).toHaveLength(participants);
  expect(Math.min(...shorts.map(({ calls }) => calls))).toBeGreaterThan(0);
  expect(Math.max(...shorts.map(({ longest }) => longest))).toBeLessThan(participants * nativeMilliseconds + slack);
  expect(answered).toBeGreaterThan(0);
});
