import { spawn } from 'node:child_process';
import path from 'node:path';
import type { Task } from './client-process';
import { makePdb } from './made-pdb';
import { bundle, startClient } from './processes';
import { guid, quick, Scene } from './scene';
import { trusted } from './symbol-server';

const MiB = 2 ** 20;
const longer = { ...quick, responseTimeout: 60_000, idleTimeout: 60_000 };
const inMiB = (bytes: number): string => `${(bytes / MiB).toFixed(1)} MiB`;

/** One line about a measurement, and whether it keeps the promised limit. */
export interface Measured {
  readonly line: string;
  readonly right: boolean;
}

/** Measures the memory that the download of a PDB of 300 MB needs, and what is fetched again after a kill. */
export async function measureLargeFile(bytes = 300_000_000): Promise<Measured[]> {
  const scene = await Scene.make();
  try {
    const pdb = makePdb({ guid, bytes });
    scene.server.put('large.pdb', `${guid}1`, pdb);
    const task = (store: string, names: readonly string[]): Task => ({
      searchPath: `srv*${path.join(scene.folder, store)}*${scene.server.url}`,
      options: longer,
      wanted: names.map((name) => ({ name, guid })),
      calls: 1,
    });
    const client = bundle('client-process', scene.folder);
    const peak = async (store: string, names: readonly string[]): Promise<number> =>
      (await startClient(client, task(store, names)).outcome)?.peakMemory ?? NaN;
    const idle = await peak('idle', []);
    const own = await peak('own', ['large.pdb']);
    const bare = await barePeak(
      bundle('bare-pipeline', scene.folder),
      scene,
      `${scene.server.url}/large.pdb/${guid}1/large.pdb`,
    );
    const anew = await bytesAfterKill(scene, client, task('killed', ['large.pdb']), pdb);
    return [
      {
        line: `memory: ${inMiB(own)}, a bare pipeline ${inMiB(bare)}, idle ${inMiB(idle)}`,
        right: own <= bare + 16 * MiB && (process.platform !== 'linux' || own <= idle + 64 * MiB),
      },
      {
        line: `killed at 60 %: ${((100 * anew) / pdb.length).toFixed(1)} % were fetched anew`,
        right: anew <= 0.45 * pdb.length,
      },
    ];
  } finally {
    await scene.end();
  }
}

function barePeak(program: string, scene: Scene, url: string): Promise<number> {
  const child = spawn(process.execPath, [program, url, path.join(scene.folder, 'bare'), trusted], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  let text = '';
  child.stdout.on('data', (part: Buffer) => (text += part.toString()));
  return new Promise((resolve) => {
    child.on('close', () => {
      resolve(Number(text));
    });
  });
}

async function bytesAfterKill(scene: Scene, client: string, task: Task, pdb: Buffer): Promise<number> {
  const part = Math.floor(pdb.length * 0.6);
  const etag = `"${String(pdb.length)}-${pdb.subarray(-8).toString('hex')}"`;
  let arrived = (): void => undefined;
  const all = new Promise<void>((resolve) => {
    arrived = resolve;
  });
  scene.server.script = ({ file, response, plainly }) => {
    if (!file) {
      plainly();
      return;
    }
    response.writeHead(200, { 'content-length': file.length, etag });
    response.write(file.subarray(0, part), arrived);
  };
  const { child, outcome } = startClient(client, task);
  await all;
  await new Promise((resolve) => setTimeout(resolve, 1000));
  child.kill('SIGKILL');
  await outcome;
  scene.server.script = undefined;
  const before = scene.server.requests.length;
  const found = (await startClient(client, task).outcome)?.found[0];
  if (typeof found !== 'string') throw new Error('The file was not found after the kill');
  return scene.server.requests.slice(before).reduce((sum, { sent }) => sum + sent, 0);
}

/** Measures the time for 100 modules from a server that answers after 50 ms: the shortest of several times. */
export async function measureManyFiles(count = 100, latency = 50, rounds = 3): Promise<Measured> {
  const scene = await Scene.make();
  try {
    const names = Array.from({ length: count + 16 }, (_, index) => `m${String(index)}.pdb`);
    for (const name of names) scene.server.put(name, `${guid}1`, scene.pdb);
    scene.server.script = ({ plainly }) => {
      setTimeout(plainly, latency);
    };
    // In another process, because this one runs the server.
    const program = bundle('client-process', scene.folder);
    const timed = async (store: string, inOrder: boolean): Promise<number> => {
      const task: Task = {
        searchPath: `srv*${path.join(scene.folder, store)}*${scene.server.url}`,
        options: { ...longer, parallel: 8 },
        wanted: names.map((name) => ({ name, guid })),
        calls: 1,
        inOrder,
        before: 16,
      };
      return (await startClient(program, task).outcome)?.milliseconds ?? NaN;
    };
    let [inOrder, atOnce] = [Infinity, Infinity];
    for (let round = 0; round < rounds; round++) {
      inOrder = Math.min(inOrder, await timed(`one${String(round)}`, true));
      atOnce = Math.min(atOnce, await timed(`eight${String(round)}`, false));
    }
    const most = (1.3 * inOrder) / 8;
    const line = `${String(count)} files: ${inOrder.toFixed(0)} ms one after the other, ${atOnce.toFixed(0)} ms eight at once (at most ${most.toFixed(0)})`;
    return { line, right: atOnce <= most };
  } finally {
    await scene.end();
  }
}
