import dns from 'node:dns';
import { readdir, readFile } from 'node:fs/promises';
import https from 'node:https';
import net, { type AddressInfo, type Socket } from 'node:net';
import path from 'node:path';
import tls from 'node:tls';
import { inspect } from 'node:util';
import { isPublicAddress, publicLookup } from '../../../../lib/search/servers/public-hosts';
import type { Task } from '../../../servers/client-process';
import { bundle, startClient } from '../../../servers/processes';
import { Proxy } from '../../../servers/proxy';
import { guid, Scene, wantedPdb } from '../../../servers/scene';
import { trusted, type Script } from '../../../servers/symbol-server';
import { Random } from '../../../windows/random';

let scene: Scene;
let proxy: Proxy;
const variables = ['HTTP_PROXY', 'HTTPS_PROXY', 'NO_PROXY', '_NT_SYMBOL_PROXY'];
const before = new Map(
  variables.flatMap((name) => [name, name.toLowerCase()]).map((name) => [name, process.env[name]]),
);
const clear = (): void => {
  for (const name of before.keys()) Reflect.deleteProperty(process.env, name);
};
beforeEach(async () => {
  clear();
  [scene, proxy] = await Promise.all([Scene.make(), Proxy.start()]);
});
afterEach(async () => {
  await scene.end();
  await proxy.stop();
});
afterAll(() => {
  clear();
  for (const [name, value] of before) if (value !== undefined) process.env[name] = value;
});

const basic = (credentials: string): string => `Basic ${Buffer.from(credentials).toString('base64')}`;
const requestsForFile = () => scene.server.asked('app.pdb');

describe('credentials', () => {
  it('in the URL go to that host as Basic, and into no text', async () => {
    const url = scene.server.url.replace('//', '//jane:s3cret%21@');
    const client = scene.client({}, `srv*${scene.store}*${url}`);
    expect(await scene.find(wantedPdb(), client)).toBe(scene.target);
    expect(requestsForFile()[0]?.headers.authorization).toBe(basic('jane:s3cret!'));
    expect(await scene.find(wantedPdb('other.pdb'), client)).toBeNull();
    const texts = inspect([client, client.log, scene.tried], { depth: 9, showHidden: false });
    expect(texts).not.toMatch(/s3cret|jane/);
    expect(texts).toContain(`localhost:${String(scene.server.port)}/symbols/other.pdb`);
  });

  it('of 200 search paths are in no text, and hosts and paths in all', async () => {
    const random = new Random(7);
    const secret = (): string => Array.from({ length: 12 }, () => random.pick(Array.from('abcXYZ019-._~%!$'))).join('');
    for (let round = 0; round < 200; round++) {
      const secrets = [secret(), secret(), secret()];
      const [user, password, token] = secrets.map((each) => `q${each}`);
      const place = `localhost:1/symbols${String(round)}`;
      const searchPath = `srv*${scene.store}*https://${user!}:${password!}@${place}?sig=${token!}`;
      const client = scene.client({ retries: 0 }, searchPath);
      scene.tried.length = 0;
      expect(await scene.find(wantedPdb(), client)).toBeNull();
      const texts = [JSON.stringify([client.log, scene.tried]), inspect([client, client.log, scene.tried])];
      for (const text of texts) {
        for (const each of secrets) expect(text).not.toContain(each);
        expect(text).toContain(place);
      }
    }
    const left = await readdir(path.join(scene.store, '.dbghelp'));
    for (const name of left)
      expect(await readFile(path.join(scene.store, '.dbghelp', name), 'utf8')).not.toContain('sig=q');
  });

  it('are a token for a host, as Azure DevOps wants it', async () => {
    for (const host of [`localhost:${String(scene.server.port)}`, 'localhost', 'LocalHost']) {
      const client = scene.client(
        { token: { [host]: 'PAT' }, store: path.join(scene.folder, host.replace(':', '')) },
        `srv*${scene.server.url}`,
      );
      expect(await scene.find(wantedPdb(), client)).not.toBeNull();
      expect(requestsForFile().at(-1)?.headers.authorization).toBe(basic(':PAT'));
    }
    const other = scene.client({ token: { 'example.com': 'PAT', 'localhost:1': 'PAT' } });
    expect(await scene.find(wantedPdb(), other)).toBe(scene.target);
    expect(requestsForFile().at(-1)?.headers).not.toHaveProperty('authorization');
  });

  it('are headers that the caller makes for a URL', async () => {
    const headers = (url: URL): Promise<Record<string, string>> =>
      Promise.resolve({ Authorization: 'Bearer x', 'X-Path': url.pathname });
    expect(await scene.find(wantedPdb(), scene.client({ headers }))).toBe(scene.target);
    expect(requestsForFile()[0]?.headers).toMatchObject({
      authorization: 'Bearer x',
      'x-path': `/symbols/app.pdb/${guid}1/app.pdb`,
    });
  });

  it('that cannot be made are told', async () => {
    const headers = (): never => {
      throw new Error('no key');
    };
    expect(await scene.find(wantedPdb(), scene.client({ headers }))).toBeNull();
    expect(scene.tried).toMatchObject([{ reason: expect.stringContaining('no key') as string }]);
  });
});

describe('a redirect', () => {
  it('to a public host with a signed query is followed, without headers, credentials and cookies', async () => {
    const blob = `/blobs/app?sig=s1gned`;
    scene.server.files.set('/blobs/app', scene.pdb);
    scene.server.script = ({ request, response, path: at, plainly }) => {
      if (!at.startsWith('/symbols/')) {
        plainly();
        return;
      }
      const location = `https://blobs.example.com:${String(request.socket.localPort)}${blob}`;
      response.writeHead(302, { location, 'set-cookie': 'session=1', 'content-length': 0 }).end();
    };
    // Every name leads to this machine.
    proxy.port = scene.server.port;
    const url = scene.server.url.replace('//', '//jane:s3cret@');
    const client = scene.client(
      { proxy: proxy.url, headers: () => ({ 'x-token': 'secret' }) },
      `srv*${scene.store}*${url}`,
    );
    expect(await scene.find(wantedPdb(), client)).toBe(scene.target);
    const [asked, followed] = scene.server.requests.filter(({ path: at }) => at.includes('app'));
    expect(asked?.headers).toMatchObject({ 'x-token': 'secret', authorization: basic('jane:s3cret') });
    expect(followed).toMatchObject({ path: '/blobs/app' });
    for (const name of ['x-token', 'authorization', 'cookie', 'referer'])
      expect(followed?.headers).not.toHaveProperty(name);
    expect(inspect([client.log, scene.tried])).not.toContain('s1gned');
  });

  it('to a name that leads to this machine is refused', async () => {
    const client = scene.client({}, `srv*${scene.store}*https://127.0.0.1:${String(scene.server.port)}/symbols`);
    scene.server.script = ({ response, request }) => {
      const location = `https://localhost:${String(request.socket.localPort)}/symbols/x`;
      response.writeHead(302, { location, 'content-length': 0 }).end();
    };
    expect(await scene.find(wantedPdb(), client)).toBeNull();
    expect(scene.tried).toMatchObject([{ outcome: 'refused' }]);
    expect(scene.server.asked('/symbols/x')).toHaveLength(0);
  });

  it('leaves the connection to the server, which is used again', async () => {
    const names = Array.from({ length: 8 }, (_, index) => `m${String(index)}.pdb`);
    const sockets = new Set<unknown>();
    scene.server.files.set('/blob', scene.pdb);
    scene.server.script = ({ response, socket, path: at, plainly }) => {
      sockets.add(socket);
      if (at.endsWith('index2.txt') || at === '/blob') plainly();
      else response.writeHead(302, { location: '/blob', 'content-type': 'text/html' }).end('<html>Moved</html>');
    };
    const client = scene.client({ parallel: 1 });
    for (const name of names) expect(await scene.find(wantedPdb(name), client)).not.toBeNull();
    expect(sockets.size).toBeLessThanOrEqual(2);
  });

  it('to another host of the search path is followed, wherever it is', async () => {
    scene.server.files.set('/other', scene.pdb);
    const searchPath = `srv*${scene.store}*${scene.server.url}*https://127.0.0.1:1/symbols`;
    scene.server.script = ({ response, request, file, path: at, plainly }) => {
      if (at === '/other' || !file) plainly();
      else {
        const location = `https://127.0.0.1:${String(request.socket.localPort)}/other`;
        response.writeHead(307, { location, 'content-length': 0 }).end();
      }
    };
    expect(await scene.find(wantedPdb(), scene.client({}, searchPath))).toBe(scene.target);
  });
});

describe('a name', () => {
  const answer = (addresses: readonly string[]): void => {
    const all = addresses.map((address) => ({ address, family: net.isIP(address) }));
    jest.spyOn(dns, 'lookup').mockImplementation(((
      _: string,
      __: unknown,
      done: (error: null, all: unknown) => void,
    ) => {
      done(null, all);
    }) as unknown as typeof dns.lookup);
  };
  const looked = (options: { readonly all: boolean }) =>
    new Promise((resolve) => {
      publicLookup('cdn.example.com', options, (error, address) => {
        resolve(error ?? address);
      });
    });
  afterEach(() => jest.restoreAllMocks());

  it('leads to what it leads to at the time of the connection', async () => {
    answer(['8.8.8.8', '2606:4700::1111']);
    expect(await looked({ all: false })).toBe('8.8.8.8');
    expect(await looked({ all: true })).toHaveLength(2);
    answer(['8.8.8.8', '169.254.169.254']);
    for (const all of [false, true]) expect(await looked({ all })).toMatchObject({ outcome: 'refused' });
    answer([]);
    expect(await looked({ all: false })).toMatchObject({ outcome: 'refused' });
  });

  it('that leads to a private address gets no connection by a redirect', async () => {
    const lookup = dns.lookup.bind(dns) as (...args: unknown[]) => void;
    jest.spyOn(dns, 'lookup').mockImplementation((host: string, ...rest: unknown[]) => {
      lookup(host === 'cdn.example.com' ? 'localhost' : host, ...rest);
    });
    scene.server.script = ({ response, request }) => {
      const location = `https://cdn.example.com:${String(request.socket.localPort)}/blob`;
      response.writeHead(302, { location, 'content-length': 0 }).end();
    };
    expect(await scene.find()).toBeNull();
    expect(scene.tried).toMatchObject([
      { outcome: 'refused', reason: expect.stringMatching(/cdn\.example\.com \((?:127\.0\.0\.1|::1)\)/) as string },
    ]);
    expect(scene.server.asked('/blob')).toHaveLength(0);
  });
});

describe('addresses', () => {
  it.each([
    ['8.8.8.8', true],
    ['172.32.0.1', true],
    ['2606:4700::1111', true],
    ['2002:808:808::1', true],
    ['64:ff9b::808:808', true],
    ['127.0.0.1', false],
    ['10.0.0.1', false],
    ['172.31.255.255', false],
    ['192.168.0.1', false],
    ['169.254.169.254', false],
    ['100.64.0.1', false],
    ['0.0.0.0', false],
    ['224.0.0.1', false],
    ['255.255.255.255', false],
    ['::1', false],
    ['::', false],
    ['fe80::1%eth0', false],
    ['fd12::1', false],
    ['ff02::1', false],
    ['::ffff:10.0.0.1', false],
    ['::ffff:7f00:1', false],
    ['::127.0.0.1', false],
    ['2002:7f00:1::', false],
    ['64:ff9b::a00:1', false],
    ['2001:db8::1', false],
    ['nonsense', false],
  ])('%s is public: %s', (address, expected) => {
    expect(isPublicAddress(address)).toBe(expected);
  });
});

describe('a proxy', () => {
  it('of the options is asked to connect', async () => {
    expect(await scene.find(wantedPdb(), scene.client({ proxy: proxy.url }))).toBe(scene.target);
    expect(new Set(proxy.asked)).toEqual(new Set([`CONNECT localhost:${String(scene.server.port)}`]));
  });

  it.each(['HTTPS_PROXY', 'https_proxy', '_NT_SYMBOL_PROXY'])('is named by %s', async (name) => {
    process.env[name] = name === '_NT_SYMBOL_PROXY' ? proxy.url.replace('http://', '') : proxy.url;
    expect(await scene.find(wantedPdb(), scene.client({ proxy: undefined }))).toBe(scene.target);
    expect(proxy.asked[0]).toContain('CONNECT');
  });

  it('is not asked for hosts of NO_PROXY', async () => {
    process.env['HTTPS_PROXY'] = proxy.url;
    for (const value of ['*', 'localhost', 'a.b, .localhost', `localhost:${String(scene.server.port)}`]) {
      process.env['NO_PROXY'] = value;
      expect(await scene.find(wantedPdb('other.pdb'), scene.client({ proxy: undefined, missCache: 0 }))).toBeNull();
    }
    expect(proxy.asked).toEqual([]);
    process.env['NO_PROXY'] = 'host,localhost:1,ocalhost';
    expect(await scene.find(wantedPdb(), scene.client({ proxy: undefined }))).toBe(scene.target);
    expect(proxy.asked).not.toEqual([]);
  });

  it('gets the user and the password of its URL, which no text has', async () => {
    proxy.credentials = 'joe:pr0xy';
    const client = scene.client({ proxy: proxy.url.replace('//', '//joe:pr0xy@') });
    expect(await scene.find(wantedPdb(), client)).toBe(scene.target);
    proxy.credentials = 'joe:another';
    const second = scene.client({ proxy: proxy.url.replace('//', '//joe:pr0xy@') });
    expect(await scene.find(wantedPdb('b.pdb'), second)).toBeNull();
    expect(scene.tried.at(-1)).toMatchObject({ outcome: 'unauthorized' });
    expect(inspect([client.log, second.log, scene.tried])).not.toContain('pr0xy@');
  });

  it.each([
    ['socks5://joe:pr0xy@localhost:1', /asked by socks5:/],
    ['http://joe:pr0/xy@localhost:1', /no HOST:PORT or URL/],
    ['joe:pr0xy@localhost:1', /\[hidden\]@localhost:1.* nothing listens/],
  ])('of the environment that is none is told without its password: %s', async (value, reason) => {
    process.env['HTTPS_PROXY'] = value;
    expect(await scene.find(wantedPdb(), scene.client({ proxy: undefined }))).toBeNull();
    expect(scene.tried).toMatchObject([{ outcome: 'unreachable', reason: expect.stringMatching(reason) as string }]);
    expect(inspect(scene.tried)).not.toMatch(/pr0/);
  });

  it('that is not there is named', async () => {
    expect(await scene.find(wantedPdb(), scene.client({ proxy: 'http://127.0.0.1:1' }))).toBeNull();
    expect(scene.tried).toMatchObject([
      { outcome: 'unreachable', reason: expect.stringContaining('http://127.0.0.1:1') as string },
    ]);
  });

  it('that is asked by https is trusted like a server', async () => {
    const secure = await Proxy.start({ tls: true });
    try {
      expect(await scene.find(wantedPdb(), scene.client({ proxy: secure.url }))).toBe(scene.target);
      expect(secure.asked[0]).toContain('CONNECT');
      const client = scene.client({ proxy: secure.url.replace('//', '//joe:pr0xy@'), ca: undefined });
      expect(await scene.find(wantedPdb('b.pdb'), client)).toBeNull();
      const { reason } = scene.tried.at(-1)!;
      expect(reason).toContain(`the proxy ${secure.url.replace('//', '//[hidden]@')}/ has a certificate`);
      expect(reason).toContain('NODE_EXTRA_CA_CERTS');
    } finally {
      await secure.stop();
    }
  });

  it.each<[string, (socket: Socket) => unknown]>([
    ['nothing', (): void => undefined],
    [
      'a byte now and then',
      (socket): void => {
        socket.write('HTTP/1.1 200 OK\r\nx-long: ');
        const timer = setInterval(() => socket.write('x'), 100);
        socket.on('close', () => {
          clearInterval(timer);
        });
      },
    ],
    ['that it is connected, and then nothing', (socket): unknown => socket.write('HTTP/1.1 200 OK\r\n\r\n')],
  ])('that answers %s is given up in time', async (_, answer) => {
    const sockets = new Set<Socket>();
    const silent = net.createServer((socket) => {
      sockets.add(socket.on('error', () => undefined));
      answer(socket);
    });
    await new Promise<void>((resolve) => silent.listen(0, '127.0.0.1', resolve));
    const url = `http://127.0.0.1:${String((silent.address() as AddressInfo).port)}`;
    const begin = performance.now();
    expect(await scene.find(wantedPdb(), scene.client({ proxy: url, connectTimeout: 1000 }))).toBeNull();
    expect(performance.now() - begin).toBeLessThan(8000);
    expect(scene.tried).toMatchObject([
      { outcome: 'unreachable', reason: expect.stringContaining('within 1 s') as string },
    ]);
    for (const socket of sockets) socket.destroy();
    silent.close();
  });

  it('gets the whole URL of plain http', async () => {
    const plain = await Scene.make({ tls: false });
    try {
      const client = plain.client({ proxy: proxy.url, allowHttp: true });
      expect(await plain.find(wantedPdb(), client)).toBe(plain.target);
      expect(proxy.asked).toContain(`GET ${plain.server.url}/app.pdb/${guid}1/app.pdb`);
    } finally {
      await plain.end();
    }
  });
});

describe('plain http', () => {
  it('is asked with allowHttp only', async () => {
    const plain = await Scene.make({ tls: false });
    try {
      expect(await plain.find()).toBeNull();
      expect(plain.tried).toMatchObject([
        { outcome: 'refused', reason: expect.stringContaining('allowHttp') as string },
      ]);
      expect(plain.server.requests).toEqual([]);
      expect(await plain.find(wantedPdb(), plain.client({ allowHttp: true }))).toBe(plain.target);
    } finally {
      await plain.end();
    }
  });
});

describe('a certificate', () => {
  it('that Node.js does not know gets a text that says what to do', async () => {
    expect(await scene.find(wantedPdb(), scene.client({ ca: undefined }))).toBeNull();
    const { outcome, reason } = scene.tried[0]!;
    expect(outcome).toBe('unreachable');
    for (const text of ['NODE_EXTRA_CA_CERTS', '--use-system-ca', '`ca`', '`systemCa`']) expect(reason).toContain(text);
  });

  (process.platform === 'win32' ? it.skip : it)(
    'of NODE_EXTRA_CA_CERTS is trusted, also with others in `ca`',
    async () => {
      const folder = path.join(__dirname, '../../../servers/certificate');
      const task: Task = {
        searchPath: `srv*${scene.store}*${scene.server.url}`,
        options: { proxy: false, retries: 0, ca: tls.rootCertificates[0] },
        wanted: [{ name: 'app.pdb', guid }],
        calls: 1,
      };
      const command = ['env', `NODE_EXTRA_CA_CERTS=${path.join(folder, 'certificate.pem')}`];
      const { outcome } = startClient(bundle('client-process', scene.folder), task, command);
      expect(await outcome).toMatchObject({ found: [scene.target] });
    },
  );

  it('of another host is told', async () => {
    const url = `https://127.0.0.2:${String(scene.server.port)}/symbols`;
    const client = scene.client({ proxy: proxy.url }, `srv*${scene.store}*${url}`);
    expect(await scene.find(wantedPdb(), client)).toBeNull();
    expect(scene.tried[0]?.reason).toContain('for another host');
  });
});

describe('an agent of the caller', () => {
  it('makes the connections', async () => {
    let connections = 0;
    class Counting extends https.Agent {
      override createConnection(...args: Parameters<https.Agent['createConnection']>) {
        connections++;
        return super.createConnection(...args);
      }
    }
    const agent = new Counting({ keepAlive: true, ca: trusted });
    expect(await scene.find(wantedPdb(), scene.client({ agent, ca: undefined }))).toBe(scene.target);
    agent.destroy();
    expect(connections).toBeGreaterThan(0);
  });
});

describe('a server that cannot be reached', () => {
  it.each([
    ['https://no-such-host.invalid/symbols', /no-such-host.invalid (?:is no known host|cannot be looked up)/],
    ['https://localhost:1/symbols', /nothing listens/],
  ])('%s: says why', async (url, reason) => {
    const client = scene.client({}, `srv*${scene.store}*${url}`);
    expect(await scene.find(wantedPdb(), client)).toBeNull();
    expect(scene.tried).toMatchObject([{ outcome: 'unreachable', reason: expect.stringMatching(reason) as string }]);
  });

  it('once it has broken off is told so, too, and may come back', async () => {
    const breaksOff: Script = ({ response, file, plainly, socket }) => {
      if (!file) {
        plainly();
        return;
      }
      response.writeHead(200, { 'content-length': file.length });
      response.write(file.subarray(0, 20_000), () => {
        scene.server.rest();
        setTimeout(() => socket.destroy(), 20);
      });
    };
    scene.server.script = breaksOff;
    expect(await scene.find(wantedPdb(), scene.client({ retries: 1 }))).toBeNull();
    expect(scene.tried).toMatchObject([
      { outcome: 'unreachable', reason: expect.stringMatching(/nothing listens.*; before, .* broke/) as string },
    ]);
    await scene.server.resume();
    const search = scene.find(wantedPdb(), scene.client({ retries: 8, pause: 100 }));
    while (scene.server.listens) await new Promise((resolve) => setTimeout(resolve, 10));
    scene.server.script = undefined;
    // Several attempts are refused.
    setTimeout(() => void scene.server.resume(), 1000);
    expect(await search).toBe(scene.target);
  });

  it('speaks plain http', async () => {
    const plain = await Scene.make({ tls: false });
    try {
      const client = plain.client({}, `srv*${plain.store}*${plain.server.url.replace('http:', 'https:')}`);
      expect(await plain.find(wantedPdb(), client)).toBeNull();
      expect(plain.tried[0]?.reason).toContain('does not speak TLS');
    } finally {
      await plain.end();
    }
  });
});

describe('requests', () => {
  it('all wait while the server wants a pause', async () => {
    const times: number[] = [];
    let begin = Infinity;
    scene.server.script = ({ response, plainly }) => {
      times.push(performance.now());
      if (times.length > 1) {
        plainly();
        return;
      }
      begin = performance.now();
      response.writeHead(429, { 'retry-after': '1', 'content-length': 0 }).end();
    };
    const client = scene.client({ parallel: 1, retries: 1 });
    const names = ['a.pdb', 'b.pdb', 'c.pdb'];
    for (const name of names) scene.server.put(name, `${guid}1`, scene.pdb);
    expect(await Promise.all(names.map((name) => scene.find(wantedPdb(name), client)))).not.toContain(null);
    // Those who had their turn already go on.
    expect(times.filter((time) => time > begin && time < begin + 900).length).toBeLessThanOrEqual(3);
  });

  it('are as many at a time as the option says, over connections that are used again', async () => {
    let [now, most] = [0, 0];
    const sockets = new Set<unknown>();
    scene.server.script = async ({ response, socket, plainly }) => {
      sockets.add(socket);
      most = Math.max(most, ++now);
      response.on('close', () => now--);
      await new Promise((resolve) => setTimeout(resolve, 20));
      plainly();
    };
    const names = Array.from({ length: 20 }, (_, index) => `m${String(index)}.pdb`);
    for (const name of names) scene.server.put(name, `${guid}1`, scene.pdb);
    const client = scene.client({ parallel: 3 });
    const found = await Promise.all(names.map((name) => scene.find(wantedPdb(name), client)));
    expect(found).not.toContain(null);
    expect(most).toBe(3);
    expect(sockets.size).toBeLessThanOrEqual(4);
  });
});
