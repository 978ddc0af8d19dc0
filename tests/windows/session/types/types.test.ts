import {
  SymbolSession,
  type ClassType,
  type DataType,
  type DbgHelpError,
  type SymbolModule,
  type TypeReference,
} from '../../../../lib';
import { bare, bin, scene, variant } from '../../fixtures';
import { loadProbe, type Probe } from '../../probe';
import { spell, trueTypes, withoutReferences, type TrueType } from './type-truth';

const base = 0x10000000n;
const classKinds = ['struct', 'class', 'union', 'interface'];

const isClass = (type: DataType | null): type is ClassType => type !== null && classKinds.includes(type.kind);

async function classNamed(session: SymbolSession, name: string): Promise<ClassType> {
  const type = await session.type(name);
  if (!isClass(type)) throw new Error(`${name} is ${type?.kind ?? 'nothing'}`);
  return type;
}

async function collect<T>(items: AsyncIterable<T>): Promise<T[]> {
  const collected: T[] = [];
  for await (const item of items) collected.push(item);
  return collected;
}

/** Compares a reference with llvm, and everything that it leads to, down to the first named type. */
async function expectType(reference: TypeReference, expected: TrueType): Promise<void> {
  // Wine's DLL gives pointers to members as plain ones, with a pointer's size.
  if (expected.kind === 'memberPointer') {
    expect(reference.kind).toBe('pointer');
    return;
  }
  expect(withoutReferences(reference.name)).toBe(withoutReferences(spell(expected)));
  if (expected.kind !== 'function') expect(reference.size).toBe(expected.size);
  const kinds = expected.kind === 'reference' ? ['reference', 'pointer'] : [expected.kind];
  expect(kinds).toContain(reference.kind);
  const type = await reference.load();
  expect(type).toMatchObject({ kind: reference.kind, name: reference.name, size: reference.size, id: reference.id });
  switch (type.kind) {
    case 'pointer':
    case 'reference':
      await expectType(type.target, expected.to!);
      break;
    case 'array':
      expect(type.count).toBe(expected.count);
      await expectType(type.element, expected.of!);
      break;
    case 'function':
      expect(type.callingConvention).toBe(`__${expected.convention!}`);
      await expectType(type.returns, expected.returns!);
      expect(type.parameters).toHaveLength(expected.parameters!.length);
      for (const [index, parameter] of type.parameters.entries()) {
        await expectType(parameter, expected.parameters![index]!);
      }
      break;
  }
}

describe.each([variant, `${variant}-o2`, ...(variant === 'x64' ? ['x86'] : [])])('types of %s', (name) => {
  const truth = trueTypes(name);
  let session: SymbolSession;

  beforeAll(async () => {
    session = await SymbolSession.open();
    await session.loadModule(bin(name, 'scene.dll'), { base });
  });
  afterAll(() => session.close());

  it('gives every class the members that llvm gives', async () => {
    expect(truth.udts.length).toBeGreaterThan(14);
    for (const expected of truth.udts) {
      const type = await classNamed(session, expected.name);
      expect(type).toMatchObject({ kind: expected.kind, name: expected.name, size: expected.size, module: 'scene' });
      const members = expected.members ?? [];
      expect(type.members.map((member) => member.name)).toEqual(members.map((member) => member.name));
      for (const [index, member] of type.members.entries()) {
        const { offset, bits, type: memberType } = members[index]!;
        expect(member.offset).toBe(offset);
        expect(member.bits).toEqual(bits);
        if (memberType.kind !== 'memberPointer') expect(member.size).toBe(memberType.size);
        await expectType(member.type, memberType);
      }
    }
  });

  it('gives bases, methods, statics and tables of virtual functions, if the DLL has them', async () => {
    for (const expected of truth.udts) {
      const type = await classNamed(session, expected.name);
      // All or nothing: Wine's DLL has only members.
      if (type.bases.length > 0) {
        expect(type.bases.map((one) => [one.type.name, one.virtual, one.offset])).toEqual(
          expected.bases!.map((one) => [one.name, one.virtual ?? false, one.virtual ? null : one.offset]),
        );
      }
      if (type.methods.length > 0) {
        expect(type.methods.map((one) => one.name).sort()).toEqual(expected.methods!.map((one) => one.name).sort());
      }
      if (type.statics.length > 0) {
        expect(type.statics.map((one) => one.name)).toEqual(expected.statics!.map((one) => one.name));
      }
      expect(type.hasVtable).toBe(type.vtable !== null);
      if (type.vtable) {
        expect(expected.vtableSlots).toBeGreaterThan(0);
        expect(type.vtable).toMatchObject({ name: '__VFN_table', offset: 0, type: { kind: 'pointer' } });
        expect(type.vtable.size).toBe(name.startsWith('x86') ? 4 : 8);
      }
    }
  });

  it('gives enumerations with their values', async () => {
    for (const expected of truth.enums) {
      const type = await session.type(expected.name);
      if (type?.kind !== 'enum') throw new Error(`${expected.name} is ${type?.kind ?? 'nothing'}`);
      expect(type).toMatchObject({ name: expected.name, size: expected.size });
      expect(type.underlying).toMatchObject({ kind: 'base', size: expected.size });
      expect(type.signed).toBe(!expected.underlying.startsWith('unsigned'));
      for (const [index, enumerator] of type.enumerators.entries()) {
        const { name: enumeratorName, value } = expected.values[index]!;
        expect(enumerator.name).toBe(enumeratorName);
        // Wine's DLL has no values of more than 32 bits: it gives 0.
        const wide = BigInt.asIntN(32, BigInt(value)) !== BigInt(value);
        expect(wide ? [0n, BigInt(value)] : [BigInt(value)]).toContain(enumerator.value);
      }
      expect(type.enumerators).toHaveLength(expected.values.length);
    }
  });

  it('gives typedefs and their targets', async () => {
    for (const expected of truth.typedefs) {
      const type = await session.type(expected.name);
      if (type?.kind !== 'typedef') throw new Error(`${expected.name} is ${type?.kind ?? 'nothing'}`);
      expect(type.size).toBe(expected.size);
      await expectType(type.target, expected.type);
    }
  });

  it('lists every named type once', async () => {
    const names = (await collect(session.types('*'))).map((type) => type.name);
    const expected = [...truth.udts, ...truth.enums, ...truth.typedefs].map((type) => type.name);
    expect(names.sort()).toEqual(expected.sort());
  });

  it('finds each type by the name in the list', async () => {
    for await (const type of session.types('*')) await expect(session.type(type.name)).resolves.toEqual(type);
  });
});

describe('a type by its name', () => {
  let session: SymbolSession;

  beforeAll(async () => {
    session = await SymbolSession.open();
    await session.loadModule(scene, { base });
  });
  afterAll(() => session.close());

  it('is found with and without its module, whose name may be in any case', async () => {
    for (const name of ['scene::Shape', 'scene!scene::Shape', 'SCENE!scene::Shape', 'scene.dll!scene::Shape']) {
      await expect(session.type(name)).resolves.toMatchObject({ kind: 'class', name: 'scene::Shape', module: 'scene' });
    }
  });

  it('is found in any case if the session ignores case, also by a mask', async () => {
    await using other = await SymbolSession.open({ options: { caseInsensitive: true } });
    await other.loadModule(scene, { base });
    for (const name of ['SCENE::shape', 'scene::PAYLOAD::<UNNAMED-type-halves>', 'SCENE::Ring<INT,4>']) {
      await expect(session.type(name)).resolves.toBeNull();
      await expect(other.type(name)).resolves.toMatchObject({ module: 'scene' });
      await expect(collect(other.types(name))).resolves.toHaveLength(1);
    }
    await expect(other.formatType('SCENE::flags')).resolves.toMatch(/^struct scene::Flags, /);
  });

  it('is found among deferred modules and those without types', async () => {
    await using other = await SymbolSession.open();
    await other.loadModule(bare, { base: 0x8000000n, name: 'bare' });
    await other.loadModule(bin(`${variant}-o2`, 'scene.dll'), { base });
    await expect(other.type('scene::Vec3')).resolves.toMatchObject({ size: 12 });
  });

  it.each(['absent', 'scene::absent', 'absent!scene::Shape', 'scene!', '', '!', '*', 'scene::*'])(
    'is null for %j',
    async (name) => {
      await expect(session.type(name)).resolves.toBeNull();
    },
  );

  it('is null for names of 4,000 characters', async () => {
    for (const name of ['x'.repeat(4000), `scene!${'*'.repeat(4000)}`, '\u00e9'.repeat(4000), '\u6f22'.repeat(4000)]) {
      await expect(session.type(name)).resolves.toBeNull();
    }
  });

  it('must be text', async () => {
    await expect(session.type('a\0b')).rejects.toThrow(RangeError);
    await expect(session.type(5 as never)).rejects.toThrow(TypeError);
  });

  it('may have characters with a meaning in masks, and any length', async () => {
    const long = trueTypes(variant).udts.filter(({ name }) => name.length > 300);
    expect(long.length).toBeGreaterThan(0);
    for (const name of ['scene::Ring<int,4>', ...long.map((type) => type.name)]) {
      await expect(session.type(name)).resolves.toMatchObject({ name });
    }
  });

  it('may refer to its own type: cycles are followed one level at a time', async () => {
    let node = await classNamed(session, 'scene::Node');
    for (let round = 0; round < 5; round++) {
      const next = await node.members.find((member) => member.name === 'next')!.type.load();
      if (next.kind !== 'pointer') throw new Error(next.kind);
      const type = await next.target.load();
      if (!isClass(type)) throw new Error(type.kind);
      expect(type.name).toBe('scene::Node');
      expect(type.id).toBe(node.id);
      node = type;
    }
  });

  it('is not the typedef of the same name that compilers record beside it', async () => {
    const types = await collect(session.types('scene::Shape'));
    expect(types.map((type) => type.kind)).toEqual(['class']);
  });
});

describe('types by a mask', () => {
  let session: SymbolSession;
  let module: SymbolModule;

  beforeAll(async () => {
    session = await SymbolSession.open();
    module = await session.loadModule(scene, { base });
    await session.loadModule(bin(`${variant}-o2`, 'scene.dll'), { base: 0x20000000n, name: 'other' });
  });
  afterAll(() => session.close());

  const all = trueTypes(variant);
  const named = [...all.udts, ...all.enums, ...all.typedefs].map((type) => type.name);

  it.each<[string, (name: string) => boolean]>([
    ['scene!scene::S*', (name) => name.startsWith('scene::S')],
    ['scene!scene::?ode', (name) => name === 'scene::Node'],
    ['scene!scene::[ST]*', (name) => /^scene::[ST]/.test(name)],
    ['SCE*!Counter', (name) => name === 'Counter'],
    ['scene!scene::Ring<int,4>', (name) => name === 'scene::Ring<int,4>'],
  ])('are those that match %s', async (mask, matches) => {
    const expected = named.filter(matches);
    expect(expected).not.toEqual([]);
    const types = await collect(session.types(mask, { module }));
    expect(types.map((type) => type.name).sort()).toEqual(expected.sort());
  });

  it.each(['absent*', 'absent!*', 'scene!', '', 'scene!absent', '[', '[z-a]*', 'scene![]'])(
    'are none for %j',
    async (mask) => {
      await expect(collect(session.types(mask))).resolves.toEqual([]);
    },
  );

  it('are none, or all, for masks of 4,000 characters', async () => {
    await expect(collect(session.types('x'.repeat(4000)))).resolves.toEqual([]);
    await expect(collect(session.types('*'.repeat(4000), { module }))).resolves.toHaveLength(named.length);
  });

  it('come from all modules, from one, or from one by its name', async () => {
    const count = async (options?: Parameters<SymbolSession['types']>[1]): Promise<number> =>
      (await collect(session.types('scene::Vec3', options))).length;
    const loaded = (await session.modules()).length;
    await expect(count()).resolves.toBe(loaded);
    await expect(count({ module })).resolves.toBe(1);
    await expect(count({ module: 'scene.dll' })).resolves.toBeGreaterThan(0);
    await expect(count({ module: 'absent' })).resolves.toBe(0);
  });

  it('stop at a limit, at the end of a loop, and when a loop throws', async () => {
    await expect(collect(session.types('*', { limit: 3 }))).resolves.toHaveLength(3);
    await expect(collect(session.types('*', { limit: 0 }))).resolves.toHaveLength(0);
    for await (const type of session.types('*')) {
      expect(type.name).not.toBe('');
      break;
    }
    const thrower = async (): Promise<void> => {
      for await (const type of session.types('*')) throw new Error(type.name);
    };
    await expect(thrower()).rejects.toThrow(/./);
    await expect(session.type('scene::Vec3')).resolves.not.toBeNull();
  });

  it('stop with the reason of a signal', async () => {
    const reason = new Error('enough');
    const controller = new AbortController();
    let seen = 0;
    const loop = async (): Promise<void> => {
      for await (const type of session.types('*', { signal: controller.signal })) {
        if (type.size >= 0 && ++seen === 2) controller.abort(reason);
      }
    };
    await expect(loop()).rejects.toBe(reason);
    expect(seen).toBeLessThan(named.length);
    await expect(collect(session.types('*', { signal: AbortSignal.abort(reason) }))).rejects.toBe(reason);
  });

  it('leave the session to the loop, which may request every type and its members again', async () => {
    let members = 0;
    for await (const type of session.types('*', { module })) {
      await expect(session.type(type.name)).resolves.toEqual(type);
      if (isClass(type)) members += (await Promise.all(type.members.map((member) => member.type.load()))).length;
    }
    expect(members).toBe(all.udts.reduce((sum, udt) => sum + (udt.members?.length ?? 0), 0));
  });

  it('refuse bad arguments', () => {
    expect(() => session.types(5 as never)).toThrow(TypeError);
    expect(() => session.types('a\0')).toThrow(RangeError);
    expect(() => session.types('*', { limit: -1 })).toThrow(RangeError);
    expect(() => session.types('*', { module: 5 as never })).toThrow(TypeError);
  });
});

describe('the type of a symbol', () => {
  it('is that of the variable or function', async () => {
    await using session = await SymbolSession.open();
    await session.loadModule(scene, { base });
    const packed = await session.findSymbol('scene!scene::g_packed');
    await expect(session.typeOf(packed!)).resolves.toMatchObject({ kind: 'struct', name: 'scene::Packed' });
    const label = await session.findSymbol('scene!scene::g_label');
    await expect(session.typeOf(label!)).resolves.toMatchObject({ kind: 'array', count: 16, size: 32 });
    await expect(session.typeOf({ address: label!.address, typeIndex: 0 })).resolves.toBeNull();
    await expect(session.typeOf({ address: 1n, typeIndex: label!.typeIndex })).resolves.toBeNull();
    await expect(session.typeOf({ address: 1n } as never)).rejects.toThrow(TypeError);
    await expect(session.typeOf({ address: 1n, typeIndex: 2 ** 32 })).rejects.toThrow(RangeError);
    await expect(session.typeOf(null as never)).rejects.toThrow(TypeError);
  });

  it.each([1, 0x7fff_ffff, 0xffff_ffff])('is null for the index %d, which is no type', async (typeIndex) => {
    await using session = await SymbolSession.open();
    const module = await session.loadModule(bare, { base });
    await expect(session.typeOf({ address: module.base, typeIndex })).resolves.toBeNull();
  });
});

describe('a type that outlives its owner', () => {
  const codeOf = (error: unknown): string => (error as DbgHelpError).code;

  it('fails to load after its module is unloaded, even if the same image is loaded again', async () => {
    await using session = await SymbolSession.open();
    const module = await session.loadModule(scene, { base });
    const { members } = await classNamed(session, 'scene::Node');
    const types = session.types('*');
    for await (const type of types) {
      expect(type.module).toBe('scene');
      break;
    }
    const iterator = session.types('*', { module })[Symbol.asyncIterator]();
    await iterator.next();
    const waiting = Promise.all([session.unloadModule(module), members[0]!.type.load().catch(codeOf)]);
    await expect(waiting).resolves.toEqual([undefined, 'DBGHELP_MODULE_UNLOADED']);
    expect(await members[0]!.type.load().catch(codeOf)).toBe('DBGHELP_MODULE_UNLOADED');
    await session.loadModule(scene, { base });
    expect(await members[0]!.type.load().catch(codeOf)).toBe('DBGHELP_MODULE_UNLOADED');
    expect(() => session.types('*', { module })).toThrow(/unloaded/);
    const rest = async (): Promise<void> => {
      while (!(await iterator.next()).done);
    };
    expect(await rest().catch(codeOf)).toBe('DBGHELP_MODULE_UNLOADED');
    await expect(session.type('scene::Node')).resolves.toMatchObject({ kind: 'struct' });
  });

  it('fails to load after its session is closed', async () => {
    const session = await SymbolSession.open();
    await session.loadModule(scene, { base });
    const { members } = await classNamed(session, 'scene::Node');
    const iterator = session.types('*')[Symbol.asyncIterator]();
    await session.close();
    expect(await members[0]!.type.load().catch(codeOf)).toBe('DBGHELP_CLOSED');
    expect(await iterator.next().catch(codeOf)).toBe('DBGHELP_CLOSED');
    expect(await session.type('scene::Node').catch(codeOf)).toBe('DBGHELP_CLOSED');
    expect(() => session.types('*')).toThrow(expect.objectContaining({ code: 'DBGHELP_CLOSED' }) as Error);
  });
});

describe('a DLL that answers nonsense', () => {
  let probe: Probe;
  let session: SymbolSession;

  beforeAll(async () => {
    probe = await loadProbe();
  });
  beforeEach(async () => {
    probe.reset();
    session = await SymbolSession.open({ dbghelp: probe.dll });
    probe.fill('SymGetModuleInfoW64');
    await session.loadVirtualModule({ base, size: 0x1000, name: 'made' });
    probe.fill('SymGetTypeInfo');
  });
  afterEach(() => session.close());

  it('is asked by the W function if it has it, and gives a type of unknown kind', async () => {
    const type = await session.type('any');
    expect(type).toMatchObject({ kind: 'unknown', name: 'probe:SymGetTypeInfo' });
    const asked = probe.records().filter((record) => record.name.startsWith('SymGetTypeFromName'));
    expect(asked.map((record) => record.name)).toEqual(['SymGetTypeFromNameW']);
    expect(asked[0]!.copies.get(2)?.toString('utf16le')).toBe('any\0');
  });

  it('gets its names freed: memory stays the same over many rounds', async () => {
    // In each round, the DLL allocates a name of 8,000 bytes: a leak would be 48 MB.
    probe.textLength(4000);
    const rounds = async (count: number): Promise<void> => {
      for (let round = 0; round < count; round++) {
        const type = await session.type('any');
        expect(type?.name).toHaveLength(4000);
      }
    };
    // Without JavaScript's memory, whose collector runs at any time.
    const native = ({ rss, heapTotal, external }: NodeJS.MemoryUsage): number => rss - heapTotal - external;
    await rounds(2000);
    const before = native(process.memoryUsage());
    await rounds(6000);
    expect(native(process.memoryUsage()) - before).toBeLessThan(24_000_000);
  });

  it('may refuse everything', async () => {
    probe.fails('*', 487);
    await expect(session.type('any')).resolves.toBeNull();
    await expect(collect(session.types('*'))).resolves.toEqual([]);
    probe.clear('*');
  });
});
