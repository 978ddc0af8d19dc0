import { copyFile, mkdtemp, readFile, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { inspect } from 'node:util';
import {
  crashReport,
  findPdb,
  formatCrashReport,
  formatDiagnostics,
  indexInfo,
  Minidump,
  SymbolPath,
  SymbolSession,
} from '../../../lib';
import { secretPaths, type SecretPath } from '../../servers/secret-paths';
import { SymbolServer, trusted, type Script } from '../../servers/symbol-server';
import { app, bin, scene, variant } from '../fixtures';
import { dumpFile } from '../minidump/walk/dump-truth';

const signed = 'https://10.0.0.1/blob?sv=1&sig=SIGNED';
const status =
  (code: number, headers: Record<string, string> = {}, text = ''): Script =>
  ({ response }) => {
    response.writeHead(code, { 'content-length': text.length, ...headers });
    response.end(text);
  };
/** What servers do instead of giving the file: some answers have secrets of their own. */
const answers: readonly Script[] = [
  status(404),
  status(401),
  status(302, { location: signed }),
  status(302, { location: `http://10.0.0.1/blob?sig=SIGNED` }),
  status(500),
  status(200, {}, '<!DOCTYPE html>'),
  ({ path: wanted, plainly, ...asked }) => {
    if (wanted.endsWith('file.ptr')) void status(200, {}, `PATH:${signed}`)({ path: wanted, plainly, ...asked });
    else plainly();
  },
  ({ path: wanted, plainly, ...asked }) => {
    if (wanted.endsWith('file.ptr')) void status(200, {}, `MSG: see ${signed}`)({ path: wanted, plainly, ...asked });
    else plainly();
  },
];

let root: string;
let https: SymbolServer;
let http: SymbolServer;
beforeAll(async () => {
  root = await mkdtemp(path.join(os.tmpdir(), 'dbghelp-'));
  https = await SymbolServer.start();
  http = await SymbolServer.start({ tls: false });
  for (const server of [https, http]) {
    server.script = (asked) => answers[Number(/folder(\d+)/.exec(asked.path)![1]) % answers.length]!(asked);
  }
});
afterAll(async () => {
  await https.stop();
  await http.stop();
  await rm(root, { recursive: true, maxRetries: 5 }).catch(() => undefined);
});

/** Everything that a session whose search path has all these elements says. */
async function toldBy(paths: readonly SecretPath[], image: string): Promise<Record<string, string>> {
  const searchPath = paths.map(({ text }) => text).join(';');
  const events: unknown[] = [];
  const note = (event: unknown): void => void events.push(event);
  const servers = { ca: trusted, proxy: false, retries: 0, store: path.join(root, 'store'), onProgress: note } as const;
  const options = { searchPath, allowHttp: true, servers };
  const texts: Record<string, string> = {};
  const wrongType = SymbolSession.open({ searchPath: [searchPath, 5 as never] });
  texts['an error'] = inspect(await wrongType.catch((error: unknown) => error));
  await using session = await SymbolSession.open(options);
  session.on('diagnostic', note);
  session.on('progress', note);
  const refused = session.loadModule(image, { base: 0x1000_0000n, requireSymbols: true });
  texts['a load without symbols'] = inspect(await refused.catch((error: unknown) => error));
  const module = await session.loadModule(image, { base: 0x1000_0000n });
  texts['a module'] = inspect(module) + JSON.stringify(module) + inspect(session);
  const diagnostics = await session.diagnostics();
  texts['diagnostics'] = JSON.stringify(diagnostics) + inspect(diagnostics, { depth: null });
  texts['formatted diagnostics'] = formatDiagnostics(diagnostics);
  texts['why'] = JSON.stringify(diagnostics.modules[0]!.why);
  texts['the path'] = await SymbolPath.parse(searchPath).explain();
  const search = await findPdb(image, options);
  texts['a search'] = JSON.stringify(search) + String(search) + inspect(search);
  texts['events'] = JSON.stringify(events) + inspect(events, { depth: null });
  return texts;
}

const all = (): SecretPath[] =>
  secretPaths({
    https: () => `localhost:${String(https.port)}`,
    http: () => `localhost:${String(http.port)}`,
    store: path.join(root, 'a'),
  });

/** What a report of a dump says. */
async function reportBy(paths: readonly SecretPath[]): Promise<Record<string, string>> {
  const servers = { ca: trusted, proxy: false, retries: 0, store: path.join(root, 'store') } as const;
  const searchPath = paths.map(({ text }) => text).join(';');
  await using session = await SymbolSession.open({ searchPath, allowHttp: true, servers });
  await using dump = await Minidump.open(dumpFile(`${variant}-dbgcore`, 'normal'));
  const report = await crashReport(dump, session);
  return { 'a report': JSON.stringify(report) + formatCrashReport(report) };
}

function expectNoSecrets(texts: Record<string, string>, paths: readonly SecretPath[]): void {
  for (const [what, text] of Object.entries(texts)) {
    for (const secret of [...paths.flatMap(({ secrets }) => secrets), 'SIGNED'])
      expect({ what, secret, told: text.includes(secret) }).toEqual({ what, secret, told: false });
  }
}

describe('the users, passwords, tokens and signed queries of 200 search paths', () => {
  it.each([0, 1, 2, 3])('are in no text of a session, and hosts and folders are: quarter %s', async (quarter) => {
    const paths = all().slice(quarter * 50, quarter * 50 + 50);
    const image = path.join(root, 'scene.dll');
    await copyFile(scene, image);
    const texts = await toldBy(paths, image);
    expectNoSecrets(texts, paths);
    for (const what of ['diagnostics', 'formatted diagnostics', 'the path']) {
      for (const { host, folder } of paths) {
        const readable = texts[what]!.includes(`${host}/${folder}`) || texts[what]!.includes(`${host}\\${folder}`);
        expect({ what, folder, readable }).toEqual({ what, folder, readable: true });
      }
    }
    const asked = paths.filter(({ text }) => text.startsWith('srv*'));
    for (const { host, folder } of asked) expect(texts['why']).toContain(`${host}/${folder}`);
  });

  it('are in no report of a dump', async () => {
    const paths = all().slice(0, 32);
    expectNoSecrets(await reportBy(paths), paths);
  });

  it('are in no progress of a file that arrives', async () => {
    const { pdbStorePath } = await indexInfo(app);
    const [name, id] = pdbStorePath!.split('\\') as [string, string];
    https.files.set(`/folder4/${name}/${id}/${name}`, await readFile(bin(variant, 'app.pdb')));
    const script = https.script;
    https.script = undefined;
    const image = path.join(root, 'app.exe');
    await copyFile(app, image);
    const paths = all().filter(
      ({ folder, text }) => ['folder4', 'folder20'].includes(folder) && text.startsWith('srv*'),
    );
    const texts = await toldBy(paths, image);
    https.script = script;
    expect(paths.map(({ folder }) => folder)).toContain('folder4');
    expect(texts['events']).toContain(`localhost:${String(https.port)}/folder4`);
    expectNoSecrets(texts, paths);
  });
});
