import { readFileSync } from 'node:fs';
import path from 'node:path';
import { setImmediate as turnOfTheLoop, setTimeout as sleep } from 'node:timers/promises';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import {
  dbghelp,
  SymbolSession,
  SymTagEnum,
  type FoundSymbol,
  type FoundSymbols,
  type SearchOptions,
  type SymbolModule,
  type SymbolsOptions,
} from '../../../../lib';
import { bare, bin, scene, trueFunction, variant } from '../../fixtures';
import { loadProbe, type Probe } from '../../probe';

const base = 0x10000000n;

interface TrueSymbol {
  readonly name: string;
  readonly rva: number | null;
  readonly size: number;
  readonly scope: string;
  readonly decorated?: string;
}

/** The facts of llvm about the symbols of an image: see tests/fixtures/README.md. */
function trueSymbols(of: string): Readonly<Record<'functions' | 'data' | 'publics' | 'exports', TrueSymbol[]>> {
  const file = path.join(__dirname, '../../../fixtures/truth', `${of}-symbols.json`);
  return JSON.parse(readFileSync(file, 'utf8')) as ReturnType<typeof trueSymbols>;
}

async function all(symbols: FoundSymbols): Promise<FoundSymbol[]> {
  const found: FoundSymbol[] = [];
  for await (const symbol of symbols) found.push(symbol);
  return found;
}

const byPlace = (symbols: Iterable<{ readonly name: string; readonly rva?: number | null }>): string[] =>
  [...symbols].map(({ name, rva }) => `${String(rva)} ${name}`).sort();

describe.each([variant, `${variant}-o2`])('the symbols of %s', (name) => {
  const truth = trueSymbols(name);
  let session: SymbolSession;
  let symbols: FoundSymbol[];

  beforeAll(async () => {
    session = await SymbolSession.open();
    await session.loadModule(bin(name, 'scene.dll'), { base });
    symbols = await all(session.symbols('scene!*'));
  });
  afterAll(() => session.close());

  const ofKind = (kind: FoundSymbol['kind']): FoundSymbol[] => symbols.filter((symbol) => symbol.kind === kind);

  it('include the functions of llvm, with their sizes: overloads, folded and static ones', () => {
    const functions = ofKind('function');
    expect(byPlace(functions)).toEqual(byPlace(truth.functions));
    for (const { rva, size } of functions)
      expect(truth.functions).toContainEqual(expect.objectContaining({ rva, size }));
    for (const { isPublic, tag, address, rva, typeIndex } of functions) {
      expect([isPublic, tag, address]).toEqual([false, SymTagEnum.SymTagFunction, base + BigInt(rva!)]);
      expect(typeIndex).not.toBe(0);
    }
  });

  it('include the variables outside of functions of llvm', () => {
    const outside = truth.data.filter(({ scope }) => scope !== 'function');
    const [removed, kept] = [outside.filter(({ rva }) => rva === null), outside.filter(({ rva }) => rva !== null)];
    const inside = truth.data.filter(({ scope }) => scope === 'function').map(({ name: local }) => local);
    const found = ofKind('data').filter((symbol) => !inside.includes(symbol.name));
    expect(byPlace(found.filter(({ rva }) => rva !== undefined))).toEqual(byPlace(kept));
    // Symbols that the linker removed have no place.
    for (const symbol of found.filter(({ rva }) => rva === undefined)) {
      expect(removed.map((known) => known.name)).toContain(symbol.name);
    }
    for (const { name: variable, size } of found) {
      if (size > 0) expect(outside).toContainEqual(expect.objectContaining({ name: variable, size }));
    }
  });

  it('include every public symbol, or a private one instead', async () => {
    const decorated = await all(session.symbols('scene!*', { undecorated: false }));
    const linkerNames = [...truth.publics, ...truth.exports];
    const publics = decorated.filter(({ isPublic }) => isPublic);
    expect(publics.length).toBeGreaterThan(0);
    for (const { rva, size, name: linkerName } of publics) {
      expect(size).toBe(0);
      // On Wine, the image's entry point has a name of its own.
      if (linkerName !== 'EntryPoint') expect(byPlace(linkerNames)).toContain(`${String(rva)} ${linkerName}`);
    }
    // Some DLLs list string literals only under their decorated names.
    const places = new Set([...symbols, ...decorated].map(({ rva }) => rva));
    expect(truth.publics.filter(({ rva }) => !places.has(rva!))).toEqual([]);
  });

  it('are distinguished if their names are equal', async () => {
    const overloads = await session.findSymbols('scene!scene::scale');
    expect(byPlace(overloads.filter(({ kind }) => kind === 'function'))).toEqual(
      byPlace(truth.functions.filter((known) => known.name === 'scene::scale')),
    );
    const draw = await session.findSymbols('scene_draw');
    expect(draw.filter(({ isPublic }) => !isPublic)).toMatchObject([
      { kind: 'function', rva: truth.functions.find((known) => known.name === 'scene_draw')?.rva },
    ]);
    // Wine's DLL gives the public symbol and the export, too.
    for (const { isPublic, kind, size } of draw.slice(1)) expect([isPublic, kind, size]).toEqual([true, 'public', 0]);
  });

  it('are found one by one by their exact names', async () => {
    for (const known of truth.functions) {
      const found = await session.findSymbols(known.name);
      expect(byPlace(found)).toContain(`${String(known.rva)} ${known.name}`);
      expect(new Set(found.map((symbol) => symbol.name))).toEqual(new Set([known.name]));
    }
  });

  it('that were folded into one keep their names', async () => {
    const twins = truth.functions.filter((known) => known.name.startsWith('scene::twin::'));
    expect(new Set(twins.map(({ rva }) => rva)).size).toBe(name.endsWith('-o2') ? 1 : 2);
    for (const twin of twins) {
      const functions = (await session.findSymbols(twin.name)).filter(({ kind }) => kind === 'function');
      expect(byPlace(functions)).toEqual(byPlace([twin]));
    }
  });
});

describe('masks', () => {
  let session: SymbolSession;
  beforeAll(async () => {
    session = await SymbolSession.open();
    await session.loadModule(scene, { base });
  });
  afterAll(() => session.close());

  const functions = async (mask: string, options: SymbolsOptions = {}): Promise<string[]> =>
    (await all(session.symbols(mask, options)))
      .filter(({ kind }) => kind === 'function')
      .map((symbol) => symbol.name)
      .sort();

  const masks: [string, string[]][] = [
    ['scene_draw', ['scene_draw']],
    ['scene!scene_draw', ['scene_draw']],
    ['SCENE!scene_draw', ['scene_draw']],
    ['scene.dll!scene_draw', ['scene_draw']],
    ['s*e!scene_draw', ['scene_draw']],
    ['*!scene_draw', ['scene_draw']],
    // Only Wine's DLL requires a character for the last star.
    ['scene_draw*', ['scene_draw']],
    ['scene_d*', ['scene_draw']],
    ['*_draw', ['scene_draw']],
    ['*_draw*', ['scene_draw']],
    ['scene_??aw', ['scene_draw']],
    ['scene_?draw', []],
    ['plain_*', ['plain_step']],
    ['scene::Rect::operator?', ['scene::Rect::operator+']],
    ['*::twin::*', ['scene::twin::left', 'scene::twin::right']],
    ['absent*', []],
    ['absent!*', []],
    ['ab*nt!*', []],
    ['[', []],
    ['scene_dra[', []],
    ['x\\', []],
    ['a'.repeat(4000), []],
    ['*'.repeat(4000) + 'absent', []],
  ];
  it.each(masks.map(([mask, expected]) => [mask.slice(0, 40), mask, expected] as const))(
    '%s',
    async (_shown, mask, expected) => {
      await expect(functions(mask)).resolves.toEqual(expected);
    },
  );

  it('with a module option match only symbol names', async () => {
    const module = await session.module(base);
    await expect(functions('scene_d*', { module: module! })).resolves.toEqual(['scene_draw']);
    await expect(functions('scene_d*', { module: 'Scene' })).resolves.toEqual(['scene_draw']);
    await expect(functions('scene_d*', { module: 'scene.dll' })).resolves.toEqual(['scene_draw']);
    await expect(functions('scene_d*', { module: 's*' })).resolves.toEqual([]);
    await expect(functions('scene!scene_d*', { module: 'scene' })).resolves.toEqual([]);
  });

  const bad: [string, () => unknown, typeof TypeError | typeof RangeError, RegExp][] = [
    ['an empty mask', () => session.symbols(''), RangeError, /`mask`/],
    ['a mask without names', () => session.symbols('scene!'), RangeError, /`mask`/],
    ['a mask without a module', () => session.search('!draw'), RangeError, /SymbolSession\.search: `mask`/],
    ['a NUL', () => session.symbols('a\0b'), RangeError, /`mask`/],
    ['no text', () => session.symbols(5 as never), TypeError, /`mask`/],
    ['a bad module', () => session.symbols('*', { module: 5 as never }), TypeError, /`module`/],
    ['a negative limit', () => session.symbols('*', { limit: -1 }), RangeError, /`limit`/],
    ['a fraction of a limit', () => session.symbols('*', { limit: 1.5 }), RangeError, /`limit`/],
    ['a bad predicate', () => session.symbols('*', { where: 'x' as never }), TypeError, /`where`/],
    ['a bad tag', () => session.search('*', { tag: 99 as never }), RangeError, /`tag`/],
    ['a bad switch', () => session.symbols('*', { undecorated: 1 as never }), TypeError, /`undecorated`/],
  ];
  it.each(bad)('refuses %s at once', (_what, call, type, message) => {
    expect(call).toThrow(type);
    expect(call).toThrow(message);
  });

  it('refuses an invalid signal and invalid names', async () => {
    expect(() => session.symbols('*', { signal: 'now' as never })).toThrow(
      'SymbolSession.symbols: `signal` must be an AbortSignal',
    );
    await expect(session.findSymbols('')).rejects.toThrow(RangeError);
    await expect(session.findSymbols(5 as never)).rejects.toThrow(TypeError);
    await expect(session.findSymbols('scene!absent')).resolves.toEqual([]);
    await expect(session.findSymbols('absent!scene_draw')).resolves.toEqual([]);
    await expect(session.findSymbols('a'.repeat(4000))).resolves.toEqual([]);
  });
});

describe('search', () => {
  let session: SymbolSession;
  beforeAll(async () => {
    session = await SymbolSession.open();
    await session.loadModule(scene, { base });
  });
  afterAll(() => session.close());

  it.each([
    [SymTagEnum.SymTagFunction, 1],
    [SymTagEnum.SymTagData, 1],
    [SymTagEnum.SymTagPublicSymbol, 1],
    // Not every DLL lists thunks.
    [SymTagEnum.SymTagThunk, 0],
  ])('for tag %i gives the same as an enumeration filtered by the tag', async (tag, least) => {
    const searched = await all(session.search('scene!*', { tag }));
    const enumerated = await all(session.symbols('scene!*', { where: (symbol) => symbol.tag === tag }));
    expect(byPlace(searched)).toEqual(byPlace(enumerated));
    expect(searched.length).toBeGreaterThanOrEqual(least);
  });

  it('without a tag gives all', async () => {
    expect(byPlace(await all(session.search('scene_*')))).toEqual(byPlace(await all(session.symbols('scene_*'))));
  });
});

describe('the loop over an enumeration', () => {
  let session: SymbolSession;
  let module: SymbolModule;
  beforeEach(async () => {
    session = await SymbolSession.open();
    module = await session.loadModule(scene, { base });
  });
  afterEach(() => session.close());

  it('may use the session in its body', async () => {
    let count = 0;
    for await (const { name, rva, kind } of session.symbols('scene!*')) {
      if (kind !== 'function') continue;
      const hit = await session.symbolize({ module, rva: rva! });
      expect(hit?.displacement).toBe(0n);
      expect(await session.findSymbol(`scene!${name}`)).not.toBeNull();
      await session.loadVirtualModule({ base: 0x50000000n + BigInt(count) * 0x1000n, size: 0x10, name: 'made' });
      count++;
    }
    expect(count).toBeGreaterThan(50);
  });

  it('may run while another one does', async () => {
    const one = session.symbols('scene!scene_*');
    const other = session.symbols('scene!scene::*');
    const [first, second]: [FoundSymbol[], FoundSymbol[]] = [[], []];
    for (;;) {
      const [left, right] = await Promise.all([one.next(), other.next()]);
      if (!left.done) first.push(left.value);
      if (!right.done) second.push(right.value);
      if (left.done && right.done) break;
    }
    expect(byPlace(first)).toEqual(byPlace(await all(session.symbols('scene!scene_*'))));
    expect(byPlace(second)).toEqual(byPlace(await all(session.symbols('scene!scene::*'))));
    expect(first.length).toBeGreaterThan(0);
    expect(second.length).toBeGreaterThan(first.length);
  });

  it('may be asked faster than it answers', async () => {
    const symbols = session.symbols('scene!scene_*');
    const together = await Promise.all(Array.from({ length: 5 }, () => symbols.next()));
    const again = await all(session.symbols('scene!scene_*', { limit: 5 }));
    expect(together.map(({ value }) => (value as FoundSymbol).name)).toEqual(again.map(({ name }) => name));
  });

  it('may throw or break, and the session still works', async () => {
    const thrown = new Error('from the body');
    const throwing = async (): Promise<void> => {
      for await (const symbol of session.symbols('*')) throw Object.assign(thrown, { symbol });
    };
    await expect(throwing()).rejects.toBe(thrown);
    const symbols = session.symbols('*');
    for await (const { name } of symbols) if (name !== '') break;
    await expect(symbols.next()).resolves.toEqual({ done: true, value: undefined });
    await expect(session.findSymbol('scene_draw')).resolves.not.toBeNull();
  });

  it('stops with the reason of its signal, aborted in the body or by a timer', async () => {
    for (const later of [false, true]) {
      const controller = new AbortController();
      const reason = new Error('enough');
      let count = 0;
      const looping = async (): Promise<void> => {
        for await (const symbol of session.symbols('*', { signal: controller.signal })) {
          if (++count < 3) expect(symbol.module).toBe('scene');
          else if (later)
            setImmediate(() => {
              controller.abort(reason);
            });
          else controller.abort(reason);
          if (later) await turnOfTheLoop();
        }
      };
      await expect(looping()).rejects.toBe(reason);
      expect(count).toBe(3);
    }
    await expect(all(session.symbols('*', { signal: AbortSignal.abort() }))).rejects.toThrow(/abort/);
    await expect(session.findSymbol('scene_draw')).resolves.not.toBeNull();
  });

  it('that closes the session gets no more of the waiting symbols', async () => {
    let count = 0;
    const looping = async (): Promise<void> => {
      for await (const symbol of session.symbols('*')) {
        count++;
        expect(symbol.module).toBe('scene');
        await session.close();
      }
    };
    await expect(looping()).rejects.toMatchObject({ name: 'DbgHelpError', code: 'DBGHELP_CLOSED' });
    expect(count).toBe(1);
    await expect(session.symbols('*').next()).rejects.toMatchObject({ code: 'DBGHELP_CLOSED' });
    await expect(session.findSymbols('scene_draw')).rejects.toMatchObject({ code: 'DBGHELP_CLOSED' });
    expect(() => session.symbols('*', { module })).toThrow(
      expect.objectContaining({ code: 'DBGHELP_CLOSED' }) as Error,
    );
  });

  it('that unloads the module gets the symbols found so far, and none of unloaded modules', async () => {
    const second = await session.loadModule(bare, { base: 0x20000000n });
    const seen = new Set<bigint>();
    for await (const { address, rva } of session.symbols('*!scene_*')) {
      seen.add(address - BigInt(rva!));
      if (second.loaded) await session.unloadModule(second);
    }
    expect([...seen]).toEqual([base]);
    const late = session.symbols('*', { module });
    await session.unloadModule(module);
    await expect(late.next()).rejects.toMatchObject({ code: 'DBGHELP_MODULE_UNLOADED' });
  });

  it('goes through modules one by one, in order', async () => {
    await session.loadModule(bare, { base: 0x20000000n });
    const draws = await all(session.symbols('*!scene_draw', { where: ({ kind }) => kind !== 'public' }));
    expect(draws.map(({ kind, address, rva }) => [kind, address - BigInt(rva!)])).toEqual([
      ['function', base],
      ['export', 0x20000000n],
    ]);
  });

  it('gets at most its limit', async () => {
    await expect(all(session.symbols('*', { limit: 7 }))).resolves.toHaveLength(7);
    await expect(
      all(session.symbols('scene_draw', { limit: 100, where: ({ isPublic }) => !isPublic })),
    ).resolves.toHaveLength(1);
    await session.loadModule(bare, { base: 0x20000000n });
    const both = await all(session.symbols('*!scene_draw'));
    const limited = await all(session.symbols('*!scene_draw', { limit: both.length - 1 }));
    expect(byPlace(limited)).toEqual(byPlace(both.slice(0, -1)));
  });

  it('leaves out symbols that `where` rejects, and fails with its errors', async () => {
    const wanted = await all(
      session.symbols('scene_*', { where: ({ rva }) => rva === trueFunction('scene_draw').rva }),
    );
    expect(new Set(wanted.map(({ name }) => name))).toEqual(new Set(['scene_draw']));
    const thrown = new Error('from where');
    let calls = 0;
    const throwing = session.symbols('*', {
      where() {
        calls++;
        throw thrown;
      },
    });
    await expect(throwing.next()).rejects.toBe(thrown);
    expect(calls).toBe(1);
    const promising = session.symbols('*', { where: (async () => Promise.resolve(true)) as never });
    await expect(promising.next()).rejects.toThrow(/result of `where` must be a boolean/);
    await expect(session.findSymbol('scene_draw')).resolves.not.toBeNull();
  });

  it('fails with DbgHelp’s errors', async () => {
    // For some DLLs, listing the symbols of an unloaded module succeeds.
    const refused = await session.run((api) => {
      api.SymUnloadModule64(session.key, base);
      return !api.SymEnumSymbolsW.raw(session.key, base, '*', () => true, null);
    });
    const next = session.symbols('*', { module }).next();
    if (refused) await expect(next).rejects.toMatchObject({ name: 'DbgHelpError', api: 'SymEnumSymbolsW' });
    else await expect(next).resolves.toEqual({ done: true, value: undefined });
  });

  it('leaves the options of the session unchanged', async () => {
    const before = await session.run((api) => api.SymGetOptions());
    await all(session.symbols('*', { undecorated: false, limit: 1 }));
    const failing = session.symbols('*', { undecorated: false, where: () => 0 as never });
    await expect(failing.next()).rejects.toThrow();
    await expect(session.run((api) => api.SymGetOptions())).resolves.toBe(before);
  });

  it('includes modules of raw calls', async () => {
    await session.unloadModule(module);
    await session.run((api) => api.SymLoadModuleExW(session.key, null, scene, null, base, 0, null, 0));
    await expect(session.findSymbols('scene!scene_draw')).resolves.not.toEqual([]);
  });
});

describe('the DLL', () => {
  let probe: Probe;
  let session: SymbolSession;
  let module: SymbolModule;
  beforeAll(async () => {
    probe = await loadProbe();
  });
  beforeEach(async () => {
    probe.reset();
    session = await SymbolSession.open({ dbghelp: probe.dll });
    module = await session.loadVirtualModule({ base, size: 0x100000, name: 'made' });
  });
  afterEach(() => session.close());

  const probed = (options: SearchOptions = {}): FoundSymbols => session.search('sym?', { module, ...options });

  it('is not called before the first symbol is requested', async () => {
    probe.callbacks('SymEnumSymbolsW', 10);
    const before = probe.calls();
    const symbols = [probed(), probed({ limit: 0 }), session.symbols('*!*')];
    await turnOfTheLoop();
    expect(probe.calls()).toBe(before);
    await symbols[0]!.return();
    await symbols[1]!.next();
    await symbols[2]!.return();
    expect(probe.calls()).toBe(before);
  });

  it('is called once, for any loop', async () => {
    probe.callbacks('SymEnumSymbolsW', 10);
    const names: string[] = [];
    for await (const { name } of probed()) {
      names.push(name);
      await session.symbolize(base);
    }
    expect(names).toEqual(Array.from({ length: 10 }, (_, index) => `sym${String(index)}`));
    expect(probe.calls('SymEnumSymbolsW')).toBe(1);
  });

  it('gives members unchanged', async () => {
    probe.callbacks('SymEnumSymbolsW', 2);
    probe.countNul(true);
    const symbols = await all(probed());
    expect(symbols).toMatchObject([
      { name: 'sym0', typeIndex: 1000, index: 2000, size: 0x10, flags: 0x100, address: 0n },
      { name: 'sym1', typeIndex: 1001, index: 2001, size: 0x11, flags: 0x101, value: 0x8000000000000001n },
    ]);
    // SYMFLAG_CONSTANT.
    expect(symbols.map(({ kind, tag }) => [kind, tag])).toEqual([
      ['constant', SymTagEnum.SymTagFunction],
      ['constant', SymTagEnum.SymTagFunction],
    ]);
  });

  it.each<[string, SearchOptions, number]>([
    ['a limit', { limit: 3 }, 3],
    ['a `where` that throws', { where: ({ name }) => name !== 'sym4' || JSON.parse('nonsense') === 1 }, 5],
    ['an answer of `where` that is none', { where: () => 1 as never }, 1],
  ])('is stopped by %s', async (_what, options, calls) => {
    probe.callbacks('SymEnumSymbolsW', 10);
    await all(probed(options)).catch(() => undefined);
    expect(probe.callbackRecords()).toHaveLength(calls);
  });

  it('is stopped by a signal that `where` aborts', async () => {
    probe.callbacks('SymEnumSymbolsW', 10);
    const controller = new AbortController();
    const reason = new Error('enough');
    const where = ({ name }: FoundSymbol): boolean => {
      if (name === 'sym2') controller.abort(reason);
      return true;
    };
    await expect(probed({ signal: controller.signal, where }).next()).rejects.toBe(reason);
    expect(probe.callbackRecords()).toHaveLength(4);
  });

  it('never calls `where` again after it has thrown, even if the DLL does not stop', async () => {
    probe.callbacks('SymEnumSymbolsW', 10, 'never');
    const where = jest.fn(() => {
      throw new Error('from where');
    });
    await expect(probed({ where }).next()).rejects.toThrow('from where');
    expect(where).toHaveBeenCalledTimes(1);
  });

  it('searches for symbols that enumerations do not list itself if it can', async () => {
    expect(probe.dll.has('SymSearchW')).toBe(true);
    probe.callbacks('SymSearchW', 4);
    // Symbols with other tags are filtered out, even if the DLL gives them: these are functions.
    await expect(all(probed({ tag: SymTagEnum.SymTagUDT }))).resolves.toEqual([]);
    expect(probe.callbackRecords()).toHaveLength(4);
    const record = probe.records().find(({ name }) => name === 'SymSearchW');
    // hProcess, BaseOfDll, Index, SymTag, Mask, Address, callback, context, SYMSEARCH_GLOBALSONLY
    const [key, at, index, tag, , address, , context, options] = record?.arguments ?? [];
    expect([key, at, index, tag, address, context, options]).toEqual([session.key, module.base, 0n, 11n, 0n, 0n, 4n]);
    expect(record?.copies.get(4)?.toString('utf16le')).toBe('sym?\0');
    expect(probe.calls('SymEnumSymbolsW')).toBe(0);
    probe.callbacks('SymEnumSymbolsW', 4);
    const functions = await all(probed({ tag: SymTagEnum.SymTagFunction, limit: 3 }));
    expect(functions.map(({ name }) => name)).toEqual(['sym0', 'sym1', 'sym2']);
    expect(probe.calls('SymSearchW')).toBe(1);
  });

  it('that requires a character for a last star is asked without the star, too', async () => {
    const masks = (): (string | undefined)[] =>
      probe
        .records()
        .filter(({ name }) => name === 'SymEnumSymbolsW')
        .map(({ copies }) => copies.get(2)?.toString('utf16le'));
    await all(session.symbols('sym*', { module }));
    expect(masks()).toEqual(['sym*\0']);
    probe.returns('SymMatchStringW', 0n);
    await all(session.symbols('sym*', { module }));
    expect(masks()).toEqual(['sym*\0', 'sym*\0', 'sym\0']);
  });

  it('leaves at most 200 bytes for each waiting symbol, and none after the loop', async () => {
    setFlagsFromString('--expose-gc');
    const collect = runInNewContext('gc') as () => void;
    const count = 20_000;
    // Another thread frees the memory of arrays.
    const arrayBytes = async (): Promise<number> => {
      for (let round = 0; round < 10; round++) {
        collect();
        await sleep(5);
      }
      return process.memoryUsage().arrayBuffers;
    };
    probe.callbacks('SymEnumSymbolsW', count);
    const before = await arrayBytes();
    let pending = 0;
    for await (const { name } of probed()) {
      pending = (await arrayBytes()) - before;
      if (name === 'sym0') break;
    }
    // 40 bytes and the name.
    expect(pending).toBeGreaterThan(40 * count);
    expect(pending).toBeLessThan(60 * count);
    expect((await arrayBytes()) - before).toBeLessThan(count);
  });

  it('is called in a slot that others get between two symbols', async () => {
    probe.callbacks('SymEnumSymbolsW', 10);
    const symbols = probed();
    await symbols.next();
    // This would wait for ever if the iterator held the queue.
    await expect(dbghelp.SymGetOptions()).resolves.toEqual(expect.any(Number));
    await symbols.return();
  });
});
