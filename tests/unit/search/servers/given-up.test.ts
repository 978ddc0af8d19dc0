import { promises as files } from 'node:fs';
import { mkdir, readdir, writeFile } from 'node:fs/promises';
import net, { type AddressInfo, type Socket } from 'node:net';
import path from 'node:path';
import type { ServerOptions } from '../../../../lib/search/servers/server-options';
import { guid, Scene, wantedPdb } from '../../../servers/scene';
import type { Asked, Script } from '../../../servers/symbol-server';
import { withLock } from '../../../../lib/search/servers/store-lock';

let scene: Scene;
let ends: (() => unknown)[];
beforeEach(async () => {
  scene = await Scene.make();
  ends = [];
});
afterEach(async () => {
  jest.restoreAllMocks();
  for (const end of ends) await end();
  await scene.end();
});

const pause = (time: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, time));
const isForFile = ({ path: at }: Asked): boolean => at.endsWith(`/${guid}1/app.pdb`);

/** Where a search may be when it is given up, and how it gets there; `arrive` is called when it is there. */
interface Place {
  readonly options?: (arrive: () => void) => ServerOptions | Promise<ServerOptions>;
  readonly script?: (arrive: () => void) => Script;
  readonly begin?: (arrive: () => void) => unknown;
  /** A file that is looked for before. */
  readonly before?: string;
}

const answering =
  (script: (asked: Asked) => void, arrive: () => void): Script =>
  (asked) => {
    if (!isForFile(asked)) {
      asked.plainly();
      return;
    }
    script(asked);
    setTimeout(arrive, 50);
  };

/** A proxy that takes connections, and does not say a word. */
async function silentProxy(arrive: () => void): Promise<string> {
  const sockets = new Set<Socket>();
  const proxy = net.createServer((socket) => {
    sockets.add(socket.on('error', () => undefined));
    setTimeout(arrive, 50);
  });
  await new Promise<void>((resolve) => proxy.listen(0, '127.0.0.1', resolve));
  ends.push(() => {
    for (const socket of sockets) socket.destroy();
    proxy.close();
  });
  return `http://127.0.0.1:${String((proxy.address() as AddressInfo).port)}`;
}

const places: Readonly<Record<string, Place>> = {
  'before its first request': {
    begin: (arrive) => {
      queueMicrotask(arrive);
    },
  },
  'while the first answer is waited for': { script: (arrive) => answering(() => undefined, arrive) },
  'between the misses': {
    script: (arrive) => (asked) => {
      const isFirst = isForFile(asked) || asked.path.endsWith('index2.txt');
      if (isFirst) asked.response.writeHead(404, { 'content-length': 0 }).end();
      else setTimeout(arrive, 50);
    },
  },
  'in the middle of a body': {
    script: (arrive) =>
      answering(({ response, file }) => {
        response.writeHead(200, { 'content-length': file!.length, etag: '"one"' });
        response.write(file!.subarray(0, 20_000));
      }, arrive),
  },
  'in a pause before a repetition': {
    options: () => ({ pause: 20_000 }),
    script: (arrive) =>
      answering(({ response }) => void response.writeHead(503, { 'content-length': 0 }).end(), arrive),
  },
  'in a redirect': {
    script: (arrive) => (asked) => {
      if (asked.path === '/symbols/moved') setTimeout(arrive, 50);
      else if (isForFile(asked))
        asked.response.writeHead(302, { location: '/symbols/moved', 'content-length': 0 }).end();
      else asked.plainly();
    },
  },
  'while a proxy connects': { options: async (arrive) => ({ proxy: await silentProxy(arrive) }) },
  'while another file has the only turn': {
    before: 'other.pdb',
    options: () => ({ parallel: 1 }),
    script:
      (arrive) =>
      ({ path: at }) => {
        if (at.endsWith('/other.pdb')) setTimeout(arrive, 200);
      },
  },
  'while another one has its lock': {
    begin: async (arrive) => {
      await mkdir(path.join(scene.store, '.dbghelp'), { recursive: true });
      let giveBack = (): void => undefined;
      const held = new Promise<void>((resolve) => {
        giveBack = resolve;
      });
      const lock = path.join(scene.store, '.dbghelp', `app.pdb.${guid}1.lock`);
      void withLock(lock, { signal: new AbortController().signal }, () => held);
      setTimeout(arrive, 300);
      setTimeout(giveBack, 600);
    },
  },
  'while the file gets its name': {
    begin: (arrive) => {
      const rename = files.rename.bind(files);
      jest.spyOn(files, 'rename').mockImplementation(async (from, to) => {
        arrive();
        await pause(100);
        await rename(from, to);
      });
    },
  },
};

describe('a search that is given up', () => {
  it.each(Object.entries(places))(
    '%s ends at once, and spoils nothing',
    async (_, { options, script, begin, before }) => {
      const controller = new AbortController();
      const reason = new Error('enough');
      let wasThere = (): void => undefined;
      const there = new Promise<void>((resolve) => {
        wasThere = resolve;
      });
      const client = scene.client({ responseTimeout: 8_000, ...(await options?.(wasThere)) });
      if (script) scene.server.script = script(wasThere);
      await begin?.(wasThere);
      const other = before === undefined ? undefined : scene.find(wantedPdb(before), client, controller.signal);
      // It has its turn first.
      while (before !== undefined && scene.server.requests.length === 0) await pause(5);
      const searches = [other, scene.find(wantedPdb(), client, controller.signal)].map((search) =>
        search?.catch((error: unknown) => error),
      );
      await there;
      const time = performance.now();
      controller.abort(reason);
      expect(await searches[1]).toBe(reason);
      expect(performance.now() - time).toBeLessThan(1000);
      await searches[0];
      // Whoever comes next gets the file soon, and nothing is left of the search.
      jest.restoreAllMocks();
      scene.server.script = undefined;
      expect(await scene.find()).toBe(scene.target);
      expect(performance.now() - time).toBeLessThan(5000);
      expect([...(await scene.stored()).values()]).toEqual([scene.pdb]);
      client.close();
      await pause(100);
      expect(await readdir(path.join(scene.store, '.dbghelp'))).toEqual([]);
    },
  );

  it('lets the server know', async () => {
    let gone = (): void => undefined;
    const closed = new Promise<void>((resolve) => {
      gone = resolve;
    });
    const controller = new AbortController();
    scene.server.script = (asked) => {
      if (!isForFile(asked)) {
        asked.plainly();
        return;
      }
      asked.socket.on('close', gone);
      controller.abort();
    };
    await expect(scene.find(wantedPdb(), scene.client(), controller.signal)).rejects.toThrow();
    await closed;
  });
});

describe('a client that is closed', () => {
  it('asks nothing any more, not even how a store is laid out', async () => {
    scene.server.script = ({ path: at, plainly }) => {
      if (!at.endsWith('index2.txt')) plainly();
    };
    const client = scene.client();
    expect(await scene.find(wantedPdb(), client)).toBe(scene.target);
    expect(scene.server.asked('index2.txt')).toHaveLength(1);
    client.close();
    await pause(500);
    expect(scene.server.asked('index2.txt')).toHaveLength(1);
  });
});

describe('a file that cannot be written', () => {
  it('takes no turn away from those that can', async () => {
    const names = ['a.pdb', 'b.pdb', 'c.pdb'];
    const work = path.join(scene.store, '.dbghelp');
    for (const name of names) {
      scene.server.put(name, `${guid}1`, scene.pdb);
      const inTheWay = path.join(work, `${name}.${guid}1.partial`);
      await mkdir(inTheWay, { recursive: true });
      await writeFile(path.join(inTheWay, 'a file'), '');
    }
    const client = scene.client({ parallel: 1 });
    for (const name of names) expect(await scene.find(wantedPdb(name), client)).toBeNull();
    expect(scene.tried.map(({ outcome }) => outcome)).toEqual(names.map(() => 'unwritable'));
    expect(await scene.find(wantedPdb(), client)).toBe(scene.target);
  });
});
