import { readFileSync } from 'node:fs';
import path from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import { SymbolSession, type LocalVariable, type Location, type VariableLocation } from '../../../../lib';
import { wineVersion } from '../../../../lib/win32/wine';
import { can } from '../../capabilities';
import { bare, bin, scene, trueFunction, variant } from '../../fixtures';
import { loadProbe, type Probe } from '../../probe';
import { withoutReferences } from '../types/type-truth';

const base = 0x10000000n;

/** The facts of llvm-pdbutil about variables; see ../fixtures/README.md. */
interface TrueVariable {
  readonly name: string;
  readonly kind: 'parameter' | 'local' | 'static' | 'constant';
  readonly scope: number;
  readonly text: string;
  readonly size: number;
  readonly places?: readonly {
    readonly register?: string;
    readonly frame?: string;
    readonly offset?: number;
    readonly static?: number;
    readonly value?: string;
  }[];
}

interface TrueLocals {
  readonly registers: Readonly<Record<string, number>>;
  readonly functions: readonly {
    readonly name: string;
    readonly rva: number;
    readonly scopes: readonly {
      readonly kind: 'function' | 'block' | 'inline';
      readonly parent?: number;
      readonly ranges: readonly { readonly from: number; readonly to: number }[];
    }[];
    readonly variables: readonly TrueVariable[];
    readonly samples: readonly (readonly [
      rva: number,
      places: readonly (readonly [variable: number, place: number])[],
    ])[];
  }[];
}

const truth = (of: string): TrueLocals =>
  JSON.parse(readFileSync(path.join(__dirname, `../../../fixtures/truth/${of}-locals.json`), 'utf8')) as TrueLocals;

/** llvm's name of a type without `const`, spaces and `__cdecl`, which one of the two forms omits. */
const plainText = (text: string): string =>
  withoutReferences(text)
    .replace(/\b(?:const|volatile|__cdecl)\b/g, '')
    .replace(/\bunsigned int\b/g, 'unsigned')
    .replace(/\s/g, '');

function trueLocation(
  variable: TrueVariable,
  place: number,
  registers: Readonly<Record<string, number>>,
): VariableLocation {
  const at = variable.places?.[place];
  if (at?.register !== undefined) return { kind: 'register', register: registers[at.register]!, name: at.register };
  if (at?.frame !== undefined) {
    return { kind: 'frame', register: registers[at.frame]!, name: at.frame, offset: at.offset! };
  }
  if (at?.static !== undefined) return { kind: 'static', address: base + BigInt(at.static) };
  if (at?.value !== undefined) return { kind: 'constant', value: BigInt(at.value) };
  return { kind: 'unknown' };
}

describe.each([variant, `${variant}-o2`, ...(variant === 'x64' ? ['x86', 'x86-o2'] : [])])(
  'variables of %s',
  (name) => {
    const { functions, registers } = truth(name);
    let session: SymbolSession;

    beforeAll(async () => {
      session = await SymbolSession.open();
      await session.loadModule(bin(name, 'scene.dll'), { base });
    });
    afterAll(() => session.close());

    it('are the same as in llvm, wherever something changes', async () => {
      const moved: string[] = [];
      let compared = 0;
      for (const { name: functionName, scopes, variables, samples } of functions) {
        const inlined = (scope: number | undefined): boolean =>
          scope !== undefined && (scopes[scope]!.kind === 'inline' || inlined(scopes[scope]!.parent));
        const depthOf = (scope: number): number => {
          const { parent } = scopes[scope]!;
          return parent === undefined ? 0 : 1 + depthOf(parent);
        };
        for (const [rva, places] of samples) {
          const what = `${functionName} at 0x${rva.toString(16)}`;
          const left = [...((await session.locals(base + BigInt(rva))) ?? [])];
          for (const [index, place] of places) {
            const variable = variables[index]!;
            if (inlined(variable.scope)) continue;
            const at = left.findIndex((local) => local.name === variable.name && isIn(local, variable.scope));
            const [local] = at < 0 ? [] : left.splice(at, 1);
            // Wine's DLL omits constants, and parameters without a name.
            if (!local && (variable.kind === 'constant' || variable.name === '')) continue;
            if (!local) throw new Error(`${what}: no ${variable.name}`);
            expect(local.kind).toBe(variable.kind === 'parameter' ? 'parameter' : 'local');
            expect(plainText(local.type.name)).toBe(plainText(variable.text));
            expect(local.size).toBe(variable.size);
            expect(local.scope?.depth).toBe(depthOf(variable.scope));
            const exact = trueLocation(variable, place, registers);
            compared++;
            if (isDeepStrictEqual(wineFrame(exact), wineFrame(local.location))) continue;
            moved.push(`${what}: ${variable.name}`);
            // Of several places, Wine's DLL may give another one, or none, but never one that the variable does not
            // have.
            const others = (variable.places ?? []).map((_, other) =>
              wineFrame(trueLocation(variable, other, registers)),
            );
            expect([{ kind: 'unknown' }, ...others]).toContainEqual(wineFrame(local.location));
          }
          expect(left).toEqual([]);

          function isIn(local: LocalVariable, scope: number): boolean {
            const { ranges } = scopes[scope]!;
            const [{ from }, { to }] = [ranges[0]!, ranges.at(-1)!];
            return local.scope?.address === base + BigInt(from) && local.scope.size === to - from;
          }
        }
      }
      expect(compared).toBeGreaterThan(700);
      // In unoptimised code, a variable has one place.
      if (can('followsOptimizedVariables') || !name.endsWith('-o2')) expect(moved).toEqual([]);
      else expect(moved.length / compared).toBeLessThan(0.05);
    });

    it('are the same at every base, given or not', async () => {
      await using other = await SymbolSession.open();
      const module = await other.loadModule(bin(name, 'scene.dll'));
      const rebased = (locals: readonly LocalVariable[] | null, from: bigint): unknown =>
        locals?.map(({ location, scope, type, ...rest }) => ({
          ...rest,
          type: type.name,
          location: location.kind === 'static' ? { ...location, address: location.address - from } : location,
          scope: scope && { ...scope, address: scope.address - from },
        }));
      const places = functions.flatMap(({ samples }) => samples.map(([rva]) => BigInt(rva)));
      expect(places.length).toBeGreaterThan(125);
      for (const rva of places) {
        const found = await other.locals(module.base + rva);
        expect(rebased(found, module.base)).toEqual(rebased(await session.locals(base + rva), base));
      }
    });
  },
);

/** On Wine's DLL, EBP may mean the virtual frame of x86, for which DbgHelp has no name: one name for both there. */
function wineFrame(location: VariableLocation): VariableLocation {
  const either = wineVersion() !== undefined && location.kind === 'frame' && ['EBP', 'VFRAME'].includes(location.name);
  return either ? { ...location, register: 0, name: 'EBP or VFRAME' } : location;
}

describe('variables at an address', () => {
  let session: SymbolSession;

  beforeAll(async () => {
    session = await SymbolSession.open();
    await session.loadModule(scene, { base });
  });
  afterAll(() => session.close());

  const measure = trueFunction('scene_measure');

  it('have types that can be loaded, with the sizes of the types', async () => {
    const locals = await session.locals({ module: 'scene', rva: measure.addresses[3]!.rva });
    const samples = locals!.find(({ name }) => name === 'samples')!;
    expect(samples).toMatchObject({ kind: 'local', size: 16, type: { kind: 'array', name: 'int [4]', size: 16 } });
    await expect(samples.type.load()).resolves.toMatchObject({ count: 4, element: { name: 'int' } });
    const calls = locals!.find(({ name }) => name === 's_calls')!;
    expect(calls.location.kind).toBe('static');
  });

  it.each<[string, Location]>([
    ['no module is', 5n],
    ['no function is', base + 0x10n],
    ['the address space ends', 2n ** 64n - 1n],
    ['an absent module would be', 'absent+0x10'],
  ])('are null if %s, and the previous scope does not show', async (_where, address) => {
    await expect(session.locals(base + BigInt(measure.addresses[3]!.rva))).resolves.not.toEqual([]);
    await expect(session.locals(address)).resolves.toBeNull();
  });

  it('are null without a PDB, and accept only an address', async () => {
    await using other = await SymbolSession.open();
    const module = await other.loadModule(bare, { base });
    expect((await other.locals({ module, rva: measure.rva })) ?? []).toEqual([]);
    await expect(session.locals('measure')).rejects.toThrow(RangeError);
    await expect(session.locals(null as never)).rejects.toThrow(TypeError);
  });

  it('are not mixed up with those of concurrent calls', async () => {
    const other = await SymbolSession.open();
    await other.loadModule(bin(`${variant}-o2`, 'scene.dll'), { base });
    const names = (locals: readonly LocalVariable[] | null): string[] | undefined => locals?.map(({ name }) => name);
    const [first, second] = [measure.addresses[3]!.rva, trueFunction('scene_draw').addresses[3]!.rva];
    const alone = [
      names(await session.locals(base + BigInt(first))),
      names(await session.locals(base + BigInt(second))),
    ];
    expect(alone[0]).not.toEqual(alone[1]);
    const asked = Array.from({ length: 40 }, async (_, index) => {
      void other.locals(base + BigInt(measure.rva));
      return names(await session.locals(base + BigInt(index % 2 === 0 ? first : second)));
    });
    for (const [index, got] of (await Promise.all(asked)).entries()) expect(got).toEqual(alone[index % 2]);
    await other.close();
  });
});

describe('the scope, on a DLL that records', () => {
  let probe: Probe;

  beforeAll(async () => {
    probe = await loadProbe();
    probe.reset();
  });
  afterAll(() => {
    probe.reset();
  });

  it('is set, and its symbols are listed, without a call in between', async () => {
    await using session = await SymbolSession.open({ dbghelp: probe.dll });
    probe.fill('SymGetModuleInfoW64');
    const at = (await session.loadVirtualModule({ base, size: 0x1000, name: 'made' })).base + 1n;
    // The stand-in has no functions.
    jest.spyOn(session.core.reader, 'isInFunction').mockReturnValue(true);
    await Promise.all([session.locals(at), session.symbolize(at), session.locals(at)]);
    const calls = probe.records().map(({ name }) => name);
    const sets = calls.flatMap((name, index) => (name === 'SymSetScopeFromAddr' ? [index] : []));
    expect(sets).toHaveLength(2);
    for (const index of sets) expect(calls[index + 1]).toBe('SymEnumSymbolsW');
  });

  it('that is already set is no failure, but one that cannot be set is', async () => {
    await using session = await SymbolSession.open({ dbghelp: probe.dll });
    probe.fill('SymGetModuleInfoW64');
    const at = (await session.loadVirtualModule({ base, size: 0x1000, name: 'made' })).base + 1n;
    // The stand-in has no functions.
    jest.spyOn(session.core.reader, 'isInFunction').mockReturnValue(true);
    probe.fails('SymSetScopeFromAddr', 0);
    await expect(session.locals(at)).resolves.toEqual([]);
    probe.fails('SymSetScopeFromAddr', 126);
    await expect(session.locals(at)).resolves.toBeNull();
  });
});
