import { copyFile, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import { setTimeout } from 'node:timers/promises';
import path from 'node:path';
import {
  crashReport,
  formatCrashReport,
  indexInfo,
  loadDumpModules,
  Minidump,
  MINIDUMP_STREAM_TYPE,
  SymbolSession,
  walkDump,
  type CrashReport,
  type SessionOptions,
} from '../../../../lib';
import { u32, withStreams, type Stream } from '../../../crash/dump-streams';
import { guidBytes, otherGuids, withGuid } from '../../../servers/other-builds';
import { SymbolServer, trusted } from '../../../servers/symbol-server';
import { bin, variant } from '../../fixtures';
import { dumpFile, dumpTruth } from './dump-truth';
import { entryOfProgram } from './with-code-view';

/** The dump by dbgcore.dll: it says which PDBs its modules have. */
const written = dumpFile(`${variant}-dbgcore`, 'normal');
const program = bin(variant, 'crash.exe');
const pdb = bin(variant, 'crash.pdb');
const servers = { ca: trusted, proxy: false, pause: 1, retries: 1 } as const;

let root: string;
let server: SymbolServer;
beforeEach(async () => {
  root = await mkdtemp(path.join(os.tmpdir(), 'dbghelp-'));
  server = await SymbolServer.start();
});
afterEach(async () => {
  await server.stop();
  await rm(root, { recursive: true, maxRetries: 5 }).catch(() => undefined);
});

const options = (): SessionOptions => ({ searchPath: `srv*${path.join(root, 'cache')}*${server.url}`, servers });

async function serve(file: string): Promise<void> {
  const { storePath } = await indexInfo(file);
  const [name, id] = storePath.split('\\') as [string, string];
  server.put(name, id, await readFile(file));
}

const bytesOfDump = async (): Promise<Uint8Array> => new Uint8Array(await readFile(written));

/** Puts a dump into a folder of its own. */
async function sent(bytes: Uint8Array): Promise<string> {
  const file = path.join(root, 'sent', 'crash.dmp');
  await mkdir(path.dirname(file), { recursive: true });
  await writeFile(file, bytes);
  return file;
}

async function reportOf(file: string, how: SessionOptions): Promise<CrashReport> {
  await using dump = await Minidump.open(file);
  await using session = await SymbolSession.open(how);
  return await crashReport(dump, session);
}

/** The program's functions and lines on the stack of the crash. */
const ownFrames = ({ threads }: CrashReport, module: string): unknown[] =>
  threads[0]!.frames.flatMap(({ location }) =>
    location?.module === module ? [{ function: location.function, source: location.source }] : [],
  );

/** The report without what tells where its files lie. */
const withoutPlaces = (report: CrashReport): string =>
  JSON.stringify({
    ...report,
    modules: report.modules.map((module) => ({ ...module, symbols: module.symbols.state })),
  });

describe('a dump on a machine that has none of its files', () => {
  it('has the report of a machine that has them, from a server', async () => {
    await serve(program);
    await serve(pdb);
    const file = await sent(await bytesOfDump());
    const expected = await reportOf(file, { searchPath: bin(variant) });
    const report = await reportOf(file, options());
    expect(withoutPlaces(report)).toBe(withoutPlaces(expected));
    expect(formatCrashReport(report)).toContain('crash!');
    const module = report.modules.find(({ name }) => name === 'crash.exe')!;
    expect(module.symbols).toMatchObject({ state: 'loaded' });
    expect(module.symbols.imagePath).toContain(path.join(root, 'cache'));
  });

  it('has its files from servers of `imagePath`, too', async () => {
    await serve(program);
    await serve(pdb);
    await using dump = Minidump.from(await bytesOfDump());
    await using session = await SymbolSession.open({ servers });
    const { searchPath } = options();
    const [module] = await loadDumpModules(dump, session, { imagePath: searchPath });
    expect(module).toMatchObject({ status: 'image' });
    const [stack] = await walkDump(dump, session, { imagePath: searchPath });
    expect(stack!.frames[0]!.symbol).toMatchObject({ level: 'line', module: 'crash' });
  });

  it('takes no images from plain http, unless the session may', async () => {
    await using dump = Minidump.from(await bytesOfDump());
    await using session = await SymbolSession.open({ servers });
    const loading = loadDumpModules(dump, session, { imagePath: 'srv*http://symbols.example.com' });
    await expect(loading).rejects.toThrow('allowHttp');
  });

  it.each([false, true])('has names and lines by PDBs alone, with the program renamed: %s', async (renamed) => {
    await serve(pdb);
    const bytes = await bytesOfDump();
    const expected = ownFrames(await reportOf(await sent(bytes), { searchPath: bin(variant) }), 'crash');
    const truth = dumpTruth(variant, 'access-violation').find(({ crashed }) => crashed)!;
    expect(expected).toEqual(
      truth.frames
        .filter(({ module }) => module === 'crash.exe')
        .map((frame) => ({
          function: frame.function,
          source: expect.objectContaining({ line: frame.line }) as unknown,
        })),
    );
    const file = await sent(renamed ? withName(bytes, 'paint.exe') : bytes);
    const report = await reportOf(file, options());
    const found = ownFrames(report, renamed ? 'paint' : 'crash');
    // On x64 only the image says how its functions leave the stack.
    if (variant === 'x86') expect(found).toEqual(expected);
    expect(found.length).toBeGreaterThan(0);
    expect(expected.slice(0, found.length)).toEqual(found);
    const name = renamed ? 'paint.exe' : 'crash.exe';
    expect(report.missing).toContainEqual(expect.objectContaining({ kind: 'image', name }));
    expect(report.missing.filter((piece) => piece.kind === 'pdb' && piece.name === 'crash.pdb')).toEqual([]);
    const module = report.modules.find((each) => each.name === name)!;
    expect(module.symbols).toMatchObject({ state: 'loaded', imagePath: null });
    expect(module.symbols.pdbPath).toContain(path.join(root, 'cache'));
  });

  it('has the PDBs of many images that nobody has, several at a time', async () => {
    const { guid } = await indexInfo(program);
    const bytes = await readFile(pdb);
    const guids = otherGuids(guid!, 24);
    for (const own of guids) server.put('crash.pdb', `${own}1`, withGuid(bytes, guid!, own));
    let [under, most] = [0, 0];
    server.script = async ({ plainly, response, file }): Promise<void> => {
      if (file) {
        most = Math.max(most, ++under);
        response.on('close', () => under--);
        await setTimeout(50);
      }
      plainly();
    };
    await using dump = Minidump.from(withModules(await bytesOfDump(), guids));
    await using session = await SymbolSession.open(options());
    const modules = await loadDumpModules(dump, session);
    expect(modules.map(({ status }) => status)).toEqual(guids.map(() => 'pdb'));
    expect(most).toBeGreaterThan(4);
    expect(most).toBeLessThanOrEqual(8);
    expect(server.asked('/crash.pdb')).toHaveLength(guids.length);
  });

  it('asks nobody for a PDB beside the image where the program was', async () => {
    const folder = path.join(root, 'program');
    await mkdir(folder);
    for (const file of [program, pdb]) await copyFile(file, path.join(folder, path.basename(file)));
    const dump = withModules(await bytesOfDump(), [(await indexInfo(program)).guid!], path.join(folder, 'crash.exe'));
    const report = await reportOf(await sent(dump), options());
    expect(ownFrames(report, 'crash')).not.toEqual([]);
    expect(report.modules[0]!.symbols).toMatchObject({ state: 'loaded', imagePath: path.join(folder, 'crash.exe') });
    expect(server.requests).toEqual([]);
  });

  it('says what the server answered for what it does not have', async () => {
    await using dump = Minidump.from(await bytesOfDump());
    await using session = await SymbolSession.open(options());
    const [module] = await loadDumpModules(dump, session);
    expect(module!.status).toBe('missing');
    const asked = module!.tried.filter(({ place }) => place.startsWith('https:'));
    expect(asked.map(({ outcome }) => outcome)).toContain('missing');
    expect(asked.some(({ place }) => place.includes('crash.pdb'))).toBe(true);
    expect(asked.some(({ place }) => place.includes('crash.exe'))).toBe(true);
  });

  it('is given up when the signal says so', async () => {
    await using dump = Minidump.from(await bytesOfDump());
    await using session = await SymbolSession.open(options());
    const controller = new AbortController();
    const reason = new Error('enough');
    server.script = (): void => {
      controller.abort(reason);
    };
    await expect(loadDumpModules(dump, session, { signal: controller.signal })).rejects.toBe(reason);
    server.script = undefined;
    await serve(program);
    await serve(pdb);
    // Nothing is left of what was given up.
    const [module] = await loadDumpModules(dump, session);
    expect(module).toMatchObject({ status: 'image' });
  });
});

/** The dump with another name for its program, of the same length. */
function withName(dump: Uint8Array, name: string): Uint8Array {
  const bytes = Buffer.from(dump);
  const { entry } = entryOfProgram(dump);
  const at = bytes.readUInt32LE(entry + 20);
  const end = at + 4 + bytes.readUInt32LE(at);
  bytes.write(name, end - 2 * name.length, 'utf16le');
  return new Uint8Array(bytes);
}

/** The dump with a module for each GUID instead of its own: builds of the program that differ in nothing else. */
function withModules(dump: Uint8Array, guids: readonly string[], name?: string): Uint8Array {
  const bytes = Buffer.from(dump);
  const { entry } = entryOfProgram(dump);
  const first = bytes.subarray(entry, entry + moduleBytes);
  const modules: Stream = {
    type: MINIDUMP_STREAM_TYPE.ModuleListStream,
    at(place) {
      let end = place + 4 + guids.length * moduleBytes;
      const more: Buffer[] = [];
      const add = (part: Buffer): number => {
        more.push(part);
        end += part.length;
        return end - part.length;
      };
      const rows = guids.map((guid, number) => {
        const row = Buffer.from(first);
        row.writeBigUInt64LE(first.readBigUInt64LE(0) + BigInt(number) * 0x10_0000n, 0);
        const path = Buffer.from(`${name ?? `C:\\fixture\\n${String(number)}.exe`}\0`, 'utf16le');
        row.writeUInt32LE(add(Buffer.concat([u32(path.length - 2), path])), 20);
        const record = Buffer.concat([Buffer.from('RSDS'), guidBytes(guid), u32(1), Buffer.from('crash.pdb\0')]);
        row.writeUInt32LE(record.length, 76);
        row.writeUInt32LE(add(record), 80);
        return row;
      });
      return { stream: Buffer.concat([u32(guids.length), ...rows]), more: Buffer.concat(more) };
    },
  };
  return new Uint8Array(withStreams(bytes, [modules], [modules.type]));
}

const moduleBytes = 108;
