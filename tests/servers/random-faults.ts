import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { TriedPlace } from '../../lib/search/file-search';
import { Random } from '../windows/random';
import { makePdb } from './made-pdb';
import { rows } from './misbehaviour';
import { Scene, wantedPdb } from './scene';
import type { Asked, Script } from './symbol-server';

/** For requests for files that the server does not have. */
const besides: readonly Script[] = [
  ({ response }) => {
    response.writeHead(500, { 'content-length': 0 }).end();
  },
  ({ response }) => {
    response.writeHead(403, { 'content-length': 0 }).end();
  },
  ({ response }) => {
    response.end('<html></html>');
  },
  ({ response }) => {
    response.end('nonsense');
  },
  ({ socket }) => {
    socket.destroy();
  },
  () => undefined,
];

/** What the store may contain before a search. */
const leftovers: readonly ((pdb: Buffer) => Buffer)[] = [
  (pdb) => pdb.subarray(0, 10_000),
  () => Buffer.alloc(0),
  () => makePdb({ guid: 'EE'.repeat(16) }),
];

/** No search may take longer, whatever a server does. */
const longestSearch = 30_000;

/**
 * Lets a server misbehave at random for one search after the other, then behave. Returns what went wrong; an empty list
 * if nothing did.
 */
export async function randomFaults(seed: number): Promise<string[]> {
  const random = new Random(seed);
  const happens = (percent: number): boolean => random.below(100) < percent;
  const scene = await Scene.make();
  const wrong: string[] = [];
  try {
    if (happens(20)) {
      await mkdir(path.dirname(scene.target), { recursive: true });
      await writeFile(scene.target, random.pick(leftovers)(scene.pdb));
    }
    const faults = random.below(100);
    scene.server.script = async (asked: Asked) => {
      if (!happens(faults)) asked.plainly();
      else await random.pick(asked.file ? rows.map(({ script }) => script) : besides)(asked);
    };
    const minimumSpeed = { bytes: 2000, seconds: 1 };
    const limits = { idleTimeout: 150, responseTimeout: 700, minimumSpeed, pause: 1, longestPause: 1500, missCache: 0 };
    for (let search = 0; search < 3; search++) {
      const client = scene.client({ ...limits, retries: random.below(4), parallel: 1 + random.below(8) });
      const callers = Array.from({ length: 1 + random.below(3) }, () => callerOf(random));
      const begin = performance.now();
      const found = await Promise.all(
        callers.map(async ({ signal, tried }) => {
          try {
            return await client.find(wantedPdb(), { tried, signal });
          } catch (error) {
            if (!signal?.aborted || error !== signal.reason) wrong.push(`rejected: ${String(error)}`);
            return 'cancelled';
          }
        }),
      );
      const took = performance.now() - begin;
      if (took > longestSearch) wrong.push(`took ${String(Math.round(took))} ms`);
      for (const [index, file] of found.entries()) {
        if (file !== null && file !== 'cancelled' && file !== scene.target) wrong.push(`gave ${file}`);
        if (file === null && !callers[index]!.tried.some(({ outcome }) => outcome !== 'found'))
          wrong.push('gave null without a reason');
      }
      const isStored = await checkStore(scene, wrong, search === 0);
      if (found.includes(scene.target) && !isStored) wrong.push('gave a file that is not there');
    }
    scene.server.script = undefined;
    if ((await scene.find(wantedPdb(), scene.client({ missCache: 0 }))) !== scene.target)
      wrong.push(`did not recover: ${JSON.stringify(scene.tried.at(-1))}`);
    await checkStore(scene, wrong, false);
  } finally {
    await scene.end();
  }
  return wrong;
}

/** A caller who may abort. */
function callerOf(random: Random): { readonly tried: TriedPlace[]; readonly signal: AbortSignal | undefined } {
  const signal = random.below(100) < 15 ? AbortSignal.timeout(1 + random.below(300)) : undefined;
  return { tried: [], signal };
}

/** Whether the store has the file. What was wrong in the store before may still be there if no search used it. */
async function checkStore(scene: Scene, wrong: string[], leftover: boolean): Promise<boolean> {
  const stored = await scene.stored();
  for (const [name, bytes] of stored)
    if (!bytes.equals(scene.pdb) && !leftover) wrong.push(`${name} has ${String(bytes.length)} wrong bytes`);
  return stored.size > 0;
}
