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

/** No search may take longer, whatever a server does. In milliseconds. */
const longestSearch = 30_000;

/** Time in which this process ran: a machine that is busy with others is no fault. */
class OwnTime {
  static readonly #tick = 100;
  #ticks = 0;
  readonly #timer = setInterval(() => this.#ticks++, OwnTime.#tick);

  end(): number {
    clearInterval(this.#timer);
    return this.#ticks * OwnTime.#tick;
  }
}

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
    const leftover = happens(20) ? random.pick(leftovers)(scene.pdb) : undefined;
    if (leftover) {
      await mkdir(path.dirname(scene.target), { recursive: true });
      await writeFile(scene.target, leftover);
    }
    const stored = new StoreCheck(scene, leftover, wrong);
    const servers = [scene.server.url, ...(happens(40) ? [emptyStore(scene)] : [])];
    if (happens(50)) servers.reverse();
    const searchPath = ['srv', scene.store, ...servers].join('*');
    const faults = random.below(100);
    scene.server.script = async (asked: Asked) => {
      if (!happens(faults)) asked.plainly();
      else await random.pick(asked.file ? rows.map(({ script }) => script) : besides)(asked);
    };
    const minimumSpeed = { bytes: 2000, seconds: 1 };
    const limits = { idleTimeout: 150, responseTimeout: 700, minimumSpeed, pause: 1, longestPause: 1500, missCache: 0 };
    for (let search = 0; search < 3; search++) {
      const client = scene.client(
        { ...limits, retries: random.below(4), parallel: 1 + random.below(8), headStart: random.below(100) },
        searchPath,
      );
      const callers = Array.from({ length: 1 + random.below(3) }, () => callerOf(random));
      const time = new OwnTime();
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
      const took = time.end();
      if (took > longestSearch) wrong.push(`took ${String(took)} ms`);
      for (const [index, file] of found.entries()) {
        if (file !== null && file !== 'cancelled' && file !== scene.target) wrong.push(`gave ${file}`);
        if (file === null && !callers[index]!.tried.some(({ outcome }) => outcome !== 'found'))
          wrong.push('gave null without a reason');
      }
      await stored.look(found.includes(scene.target));
    }
    scene.server.script = undefined;
    if ((await scene.find(wantedPdb(), scene.client({ missCache: 0 }, searchPath))) !== scene.target)
      wrong.push(`did not recover: ${JSON.stringify(scene.tried.at(-1))}`);
    await stored.look(true);
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

/** A store of the same server that has nothing. */
const emptyStore = ({ server }: Scene): string => `${server.url}/none`;

/** Looks for wrong files in a store. */
class StoreCheck {
  readonly #scene: Scene;
  readonly #wrong: string[];
  /** What was wrong in the store before the searches: if each was cancelled before it looked, it is still there. */
  #leftover: Buffer | undefined;

  constructor(scene: Scene, leftover: Buffer | undefined, wrong: string[]) {
    this.#scene = scene;
    this.#leftover = leftover;
    this.#wrong = wrong;
  }

  /** @param isThere - whether a search gave the file */
  async look(isThere: boolean): Promise<void> {
    const stored = await this.#scene.stored();
    if (isThere && stored.size === 0) this.#wrong.push('gave a file that is not there');
    const before = this.#leftover;
    this.#leftover = undefined;
    for (const [name, bytes] of stored) {
      if (bytes.equals(this.#scene.pdb)) continue;
      // Once it is gone, nothing wrong may come.
      if (!isThere && before && bytes.equals(before)) this.#leftover = before;
      else this.#wrong.push(`${name} has ${String(bytes.length)} wrong bytes`);
    }
  }
}
