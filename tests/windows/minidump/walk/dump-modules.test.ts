import { copyFileSync, existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import {
  crashReport,
  loadDumpModules,
  Minidump,
  MINIDUMP_TYPE,
  SymbolSession,
  walkDump,
  writeMinidump,
  type DumpModule,
  type DumpThreadStack,
  type ReportProblem,
} from '../../../../lib';
import { dumpFile, dumpTruth } from './dump-truth';
import { entryOfProgram, withCodeView } from './with-code-view';
import { app, bin, variant } from '../../fixtures';
import { readImageFile } from '../../image-file';
import { Random } from '../../random';
import { withRunningApp } from '../../running-app';

const program = bin(variant, 'crash.exe');
const kind = 'access-violation';
const bytesOf = (arch: string, which = kind): Uint8Array => new Uint8Array(readFileSync(dumpFile(arch, which)));
/** The functions of the program on the crashed thread, according to llvm. */
const trueNames = (arch: string): (string | undefined)[] =>
  dumpTruth(arch, kind)
    .find(({ crashed }) => crashed)!
    .frames.filter(({ module }) => module === 'crash.exe')
    .map((frame) => frame.function);
const namesIn = ({ frames }: DumpThreadStack): (string | null | undefined)[] =>
  frames.flatMap(({ symbol }) => (symbol?.module === 'crash' ? [symbol.name] : []));
const crashIn = (modules: readonly DumpModule[]): DumpModule =>
  modules.find(({ module }) => module.name === 'crash.exe')!;

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(path.join(os.tmpdir(), 'dbghelp-'));
});
afterAll(() => {
  rmSync(folder, { recursive: true });
});

interface Opened {
  readonly dump: Minidump;
  readonly session: SymbolSession;
}

async function withDump<T>(bytes: Uint8Array, job: (opened: Opened) => Promise<T>): Promise<T> {
  await using dump = Minidump.from(bytes);
  await using session = await SymbolSession.open();
  return await job({ dump, session });
}

describe('the modules of a dump', () => {
  const { timeDateStamp, sizeOfImage } = readImageFile(program);
  const stamp = timeDateStamp.toString(16).toUpperCase().padStart(8, '0') + sizeOfImage.toString(16);

  it('are loaded at their bases, from the given image path', () =>
    withDump(bytesOf(variant), async ({ dump, session }) => {
      const seen: string[] = [];
      const onProgress = ({ done, total, module }: { done: number; total: number; module: DumpModule }): void => {
        seen.push(`${String(done)}/${String(total)} ${module.module.name}`);
      };
      const modules = await loadDumpModules(dump, session, { imagePath: bin(variant), onProgress });
      expect(modules.map(({ module }) => module)).toEqual(dump.modules);
      expect(seen).toEqual(
        dump.modules.map(({ name }, index) => `${String(index + 1)}/${String(seen.length)} ${name}`),
      );
      const found = crashIn(modules);
      expect(found).toMatchObject({
        status: 'image',
        image: program,
        imageStorePath: `crash.exe\\${stamp}\\crash.exe`,
      });
      expect(found.symbols!.base).toBe(dump.modules[0]!.base);
      expect(crashIn(await loadDumpModules(dump, session)).symbols).toBe(found.symbols);
    }));

  it('have only their names if images are missing, and are found when a path is given', () =>
    withDump(bytesOf(variant), async ({ dump, session }) => {
      const [stack] = await walkDump(dump, session);
      expect(stack!.frames[0]!.symbol).toMatchObject({ level: 'module', module: 'crash', name: null });
      const missing = crashIn(await loadDumpModules(dump, session));
      expect(missing).toMatchObject({ status: 'missing', image: null, pdbStorePath: null });
      expect(missing.summary).toContain(`crash.exe\\${stamp}\\crash.exe`);
      expect(crashIn(await loadDumpModules(dump, session, { imagePath: bin(variant) })).status).toBe('image');
      const [again] = await walkDump(dump, session);
      expect(namesIn(again!)).toEqual(trueNames(variant));
    }));

  it('are never images of another build', () =>
    withDump(bytesOf(variant), async ({ dump, session }) => {
      copyFileSync(app, path.join(folder, 'crash.exe'));
      const module = crashIn(await loadDumpModules(dump, session, { imagePath: folder }));
      expect(module).toMatchObject({ status: 'missing', image: null });
      const place = path.join(folder, 'crash.exe');
      expect(module.tried).toContainEqual(expect.objectContaining({ place, outcome: 'mismatch' }));
      expect(module.summary).toContain(place);
      rmSync(place);
    }));

  it('are not opened on other computers', () => {
    const bytes = bytesOf(variant);
    const { entry, view } = entryOfProgram(bytes);
    const name = view.getUint32(entry + 20, true);
    // As long as the current name, so that nothing else moves.
    const length = view.getUint32(name, true) / 2;
    Buffer.from(bytes.buffer).write('\\\\host\\share\\'.padEnd(length - 4, 'x') + '.exe', name + 4, 'utf16le');
    return withDump(bytes, async ({ dump, session }) => {
      expect(dump.modules[0]!.path).toMatch(/^\\\\host\\share/);
      const [module] = await loadDumpModules(dump, session);
      expect(module!.status).toBe('missing');
      expect(module!.tried.filter(({ place }) => place.includes('host'))).toEqual([]);
    });
  });

  it('have names and lines from only their PDB', async () => {
    const bytes = await withCodeView(bytesOf(variant), program);
    copyFileSync(bin(variant, 'crash.pdb'), path.join(folder, 'crash.pdb'));
    let standIn = '';
    await withDump(bytes, async ({ dump, session }) => {
      const module = crashIn(await loadDumpModules(dump, session, { imagePath: folder }));
      expect(module).toMatchObject({ status: 'pdb', image: null, pdb: path.join(folder, 'crash.pdb') });
      standIn = module.symbols!.imagePath;
      const [stack] = await walkDump(dump, session);
      const names = trueNames(variant);
      // On x64, only the image tells how its functions leave the stack.
      expect(namesIn(stack!).slice(0, 1)).toEqual(names.slice(0, 1));
      if (variant === 'x86') expect(namesIn(stack!)).toEqual(names);
      expect(stack!.frames[0]!.symbol).toMatchObject({ level: 'line' });
      expect(existsSync(standIn)).toBe(true);
    });
    expect(existsSync(path.dirname(standIn))).toBe(false);
    rmSync(path.join(folder, 'crash.pdb'));
  });

  describe('whose PDB cannot be used are named in the problems of a report, which has the rest', () => {
    beforeAll(() => {
      copyFileSync(bin(variant, 'crash.pdb'), path.join(folder, 'crash.pdb'));
    });
    afterAll(() => {
      rmSync(path.join(folder, 'crash.pdb'));
    });

    async function problemsOf(bytes: Uint8Array): Promise<readonly ReportProblem[]> {
      await using dump = Minidump.from(bytes);
      await using session = await SymbolSession.open();
      const { problems, threads, exception } = await crashReport(dump, session, { imagePath: folder });
      expect([exception!.code, threads[0]!.frames.length > 0]).toEqual(['0xC0000005', true]);
      return problems;
    }

    it('because of a size that no image has', async () => {
      const bytes = await withCodeView(bytesOf(variant), program);
      const { entry, view } = entryOfProgram(bytes);
      view.setUint32(entry + 8, 0xffff_ffff, true);
      expect(await problemsOf(bytes)).toContainEqual({
        part: 'crash.exe',
        message: expect.stringMatching(/no image has/) as string,
      });
    });

    it('because the folder for temporary files is missing', async () => {
      // Jest keeps the changes of its tests' environment from the process.
      const temporary = jest.spyOn(os, 'tmpdir').mockReturnValue(path.join(folder, 'nowhere'));
      try {
        const problems = await problemsOf(await withCodeView(bytesOf(variant), program));
        const message = expect.stringMatching(/set TEMP to one/) as string;
        expect(problems).toContainEqual({ part: 'crash.exe', message });
      } finally {
        temporary.mockRestore();
      }
    });

    it('because its name is none of a file', async () => {
      const bytes = await withCodeView(bytesOf(variant), program);
      const { entry, view } = entryOfProgram(bytes);
      const record = view.getUint32(entry + 80, true);
      for (const name of ['x'.repeat(4000), '..', 'con', '\ud800', 'a\u0000b', '*?<>|"', ' . ', '\\\\host\\pipe\\x']) {
        const longer = Buffer.concat([bytes.subarray(0, record + 24), Buffer.from(`${name}\0`)]);
        new DataView(longer.buffer, longer.byteOffset).setUint32(entry + 76, longer.length - record, true);
        expect((await problemsOf(new Uint8Array(longer))).filter(({ part }) => part !== 'crash.exe')).toEqual([]);
      }
    });
  });

  it('leave the session’s own modules unchanged', () =>
    withDump(bytesOf(variant), async ({ dump, session }) => {
      const { base } = dump.modules[0]!;
      const own = await session.loadModule(app, { base });
      const module = crashIn(await loadDumpModules(dump, session, { imagePath: bin(variant) }));
      expect(module).toMatchObject({ status: 'kept', image: null });
      expect(module.symbols).toBe(own);
      expect(own.loaded).toBe(true);
    }));

  it('can share a session with another dump of the same modules, but not of others', () =>
    withDump(bytesOf(variant), async ({ dump, session }) => {
      await loadDumpModules(dump, session, { imagePath: bin(variant) });
      const [stack] = await walkDump(Minidump.from(bytesOf(variant, 'divide-by-zero')), session);
      expect(namesIn(stack!)).not.toContain(null);
      const other = bytesOf(variant);
      const { entry, view } = entryOfProgram(other);
      view.setUint32(entry + 16, 1, true);
      const refused = { code: 'DBGHELP_ALREADY_LOADED', message: expect.stringContaining('crash.exe') as string };
      await expect(loadDumpModules(Minidump.from(other), session)).rejects.toMatchObject(refused);
      await expect(walkDump(Minidump.from(other), session)).rejects.toMatchObject(refused);
    }));

  it('are harmless if they claim more addresses than there are', () => {
    const bytes = bytesOf(variant);
    const { entry, view } = entryOfProgram(bytes);
    // Not one of the values to which 32-bit addresses are extended.
    view.setBigUint64(entry, 0xffff_ffff_7fff_f000n, true);
    view.setUint32(entry + 8, 0xffff_ffff, true);
    return withDump(bytes, async ({ dump, session }) => {
      const [module] = await loadDumpModules(dump, session, { imagePath: bin(variant) });
      expect(module).toMatchObject({ status: 'unusable', symbols: null });
      await walkDump(dump, session);
    });
  });
});

describe('walking a dump', () => {
  const otherMachine = process.arch === 'arm64' && 'the fixture is a program for x64';
  const walksApp = otherMachine ? it.skip : it;

  walksApp('gives the calls of a program that waits', () =>
    withRunningApp(async ({ pid, threads }) => {
      const file = path.join(folder, 'app.dmp');
      await writeMinidump({ pid, path: file, type: MINIDUMP_TYPE.MiniDumpNormal });
      await using dump = await Minidump.open(file);
      await using session = await SymbolSession.open();
      const stacks = await walkDump(dump, session);
      expect(stacks.map(({ threadId }) => threadId).sort()).toEqual([...threads.keys()].sort());
      const names = stacks.map(({ frames }) =>
        frames.flatMap(({ symbol }) => (symbol && ['app', 'scene'].includes(symbol.module!) ? [symbol.name] : [])),
      );
      // In the order of the calls in the sources.
      const waits = 'app::wait_for_ever';
      const walk = ['app::on_node', 'scene::walk', 'scene_visit', 'app::run_rounds', 'app::app_main', 'AppEntry'];
      expect(names.filter(({ length }) => length > 0)).toEqual(
        expect.arrayContaining([
          [waits, waits, 'app::worker'],
          [waits, waits, waits, ...walk],
        ]),
      );
      for (const { end, architecture, fromException } of stacks) {
        expect({ end, architecture, fromException }).toEqual({
          end: 'complete',
          architecture: variant,
          fromException: false,
        });
      }
    }),
  );

  it('walks stacks of another machine, or reports that this DLL cannot', () => {
    const other = variant === 'x64' ? 'x86' : 'x64';
    return withDump(bytesOf(other), async ({ dump, session }) => {
      const [stack] = await walkDump(dump, session, { imagePath: bin(other) });
      expect(stack).toMatchObject({ architecture: other, fromException: true });
      expect(stack!.frames[0]).toMatchObject({ foundBy: 'context', symbol: { module: 'crash' } });
      if (stack!.error) expect(stack).toMatchObject({ end: 'stopped', error: { code: 'DBGHELP_NOT_IMPLEMENTED' } });
      else expect(namesIn(stack!)).toEqual(trueNames(other));
      // Only Wine's 32-bit DLL cannot.
      if (variant === 'x64') expect(stack!.error).toBeNull();
    });
  });

  it('walks the requested threads, up to the requested depth', () =>
    withDump(bytesOf(variant, 'threads'), async ({ dump, session }) => {
      const ids = dump.threads.map(({ id }) => id).reverse();
      const told: number[] = [];
      const onThread = ({ threadId }: DumpThreadStack): void => void told.push(threadId);
      const stacks = await walkDump(dump, session, { threadIds: ids.slice(0, 2), maxFrames: 1, onThread });
      expect(stacks.map(({ threadId }) => threadId)).toEqual(ids.slice(0, 2));
      expect(told).toEqual(ids.slice(0, 2));
      for (const { frames, end } of stacks) expect([frames.length, end]).toEqual([1, 'limit']);
    }));

  it('reports that a thread has no registers', () => {
    const bytes = bytesOf(variant, 'threads');
    const { threads, streams, exception } = Minidump.from(bytes);
    const index = threads.findIndex(({ id }) => id !== exception!.threadId);
    const list = streams.find(({ name }) => name === 'ThreadListStream')!.offset;
    new DataView(bytes.buffer).setUint32(list + 4 + index * 48 + 40, 0, true);
    return withDump(bytes, async ({ dump, session }) => {
      const [stack] = await walkDump(dump, session, { threadIds: [threads[index]!.id] });
      expect(stack).toMatchObject({
        frames: [],
        end: 'stopped',
        architecture: null,
        error: { code: 'DBGHELP_NOT_FOUND' },
      });
    });
  });

  it('stops for its signal', () =>
    withDump(bytesOf(variant, 'threads'), async ({ dump, session }) => {
      const reason = new Error('enough');
      await expect(walkDump(dump, session, { signal: AbortSignal.abort(reason) })).rejects.toBe(reason);
      await expect(loadDumpModules(dump, session, { signal: AbortSignal.abort(reason) })).rejects.toBe(reason);
      const controller = new AbortController();
      const seen: number[] = [];
      const onThread = ({ threadId }: DumpThreadStack): void => {
        seen.push(threadId);
        controller.abort(reason);
      };
      await expect(walkDump(dump, session, { signal: controller.signal, onThread })).rejects.toBe(reason);
      expect(seen).toHaveLength(1);
    }));

  it('ends when the dump or the session is closed', () =>
    withDump(bytesOf(variant, 'threads'), async ({ dump, session }) => {
      const closing = (): void => void dump.close();
      await expect(walkDump(dump, session, { onThread: closing })).rejects.toMatchObject({ code: 'MINIDUMP_CLOSED' });
      const closed = { code: 'MINIDUMP_CLOSED' };
      await expect(walkDump(dump, session)).rejects.toMatchObject(closed);
      await expect(loadDumpModules(dump, session)).rejects.toMatchObject(closed);
      const another = Minidump.from(bytesOf(variant));
      await session.close();
      await expect(walkDump(another, session)).rejects.toMatchObject({ code: 'DBGHELP_CLOSED' });
      await expect(loadDumpModules(another, session)).rejects.toMatchObject({ code: 'DBGHELP_CLOSED' });
    }));

  it('refuses bad arguments', () =>
    withDump(bytesOf(variant), async ({ dump, session }) => {
      const refused = async (error: unknown, ...args: unknown[]): Promise<void> => {
        await expect((walkDump as (...args: unknown[]) => Promise<unknown>)(...args)).rejects.toThrow(error as Error);
      };
      await refused(TypeError, null, session);
      await refused(TypeError, dump, {});
      await refused(TypeError, dump, session, { threadIds: 1 });
      await refused(RangeError, dump, session, { threadIds: [dump.threads[0]!.id, 1] });
      await refused(RangeError, dump, session, { maxFrames: 0 });
      await refused(TypeError, dump, session, { signal: {} });
      await refused(TypeError, dump, session, { imagePath: 1 });
    }));

  it('survives made-up registers and stacks', async () => {
    const random = new Random(20_260);
    await using session = await SymbolSession.open();
    for (let round = 0; round < 25; round++) {
      const bytes = bytesOf(variant);
      const { exception, memory, modules } = Minidump.from(bytes);
      const context = exception!.contextLocation!;
      const view = new DataView(bytes.buffer);
      const places = [
        ...memory.ranges.map(({ offset, size }) => [offset, Number(size)] as const),
        [context.offset + (variant === 'x86' ? 0x9c : 0x78), variant === 'x86' ? 0x30 : 0x80] as const,
      ];
      const values = [0n, 2n ** 64n - 1n, 2n ** 63n, memory.ranges[0]!.start, modules[0]!.base + 0x1100n];
      for (let change = 0; change < 12; change++) {
        const [offset, size] = random.pick(places);
        view.setBigUint64(offset + random.below((size - 8) >> 3) * 8, random.pick(values), true);
      }
      const began = performance.now();
      const stacks = await walkDump(Minidump.from(bytes), session, { imagePath: bin(variant), maxFrames: 200 });
      expect(stacks).toHaveLength(dumpTruth(variant, kind).length);
      // The first walk loads symbols.
      if (round > 0) expect(performance.now() - began).toBeLessThan(20_000 * stacks.length);
    }
  });
});
