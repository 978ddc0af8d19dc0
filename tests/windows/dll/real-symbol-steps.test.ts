import {
  IMAGEHLP_GET_TYPE_INFO_PARAMS,
  IMAGEHLP_SYMBOL,
  IMAGEHLP_SYMBOL64,
  IMAGEHLP_SYMBOL_TYPE_INFO,
  SYMBOL_INFO,
  SYMBOL_INFOW,
  SymTagEnum,
  addressOf,
  type DbgHelpToken,
} from '../../../lib';
import { trueFunction, truth, variant } from '../fixtures';
import { base, inScene, key, older, proves, refuses } from '../real-dll';

/** Symbol functions that only newer DLLs have, against the functions that llvm lists. */

const functions = truth(variant).functions.filter(({ folded }) => !folded);
const names = [...new Set(functions.map(({ name }) => name))];
const draw = trueFunction('scene_draw');
const drawAt = base + BigInt(draw.rva);
const room = 500;

proves(
  ['SymEnumSym', 'SymEnumerateSymbolsW', 'SymEnumerateSymbolsW64'],
  'list all symbols of a module',
  (dll) =>
    inScene(dll, (api) => {
      const found = [0, 1, 2].map(() => new Map<string, bigint>());
      api.SymEnumSym(key, base, ({ Name, Address }) => void found[0]!.set(Name, Address), null);
      const add = (into: Map<string, bigint>) => (name: string | null, address: bigint) =>
        void into.set(name!, address);
      api.SymEnumerateSymbolsW(key, base, add(found[1]!), null);
      api.SymEnumerateSymbolsW64(key, base, add(found[2]!), null);
      for (const symbols of found) {
        expect([...symbols.keys()]).toEqual(expect.arrayContaining(names));
        expect(symbols.get(draw.name)).toBe(drawAt);
      }
    }),
  older,
);

proves(
  ['SymEnumSymbolsEx', 'SymEnumSymbolsExW'],
  'list the symbols that a mask fits',
  (dll) =>
    inScene(dll, (api) => {
      const found: string[][] = [[], []];
      api.SymEnumSymbolsEx(key, base, 'scene_*', ({ Name }) => void found[0]!.push(Name), null, 1);
      api.SymEnumSymbolsExW(key, base, 'scene_*', ({ Name }) => void found[1]!.push(Name), null, 1);
      const wanted = names.filter((name) => name.startsWith('scene_'));
      expect(wanted.length).toBeGreaterThan(5);
      for (const symbols of found) {
        expect(symbols).toEqual(expect.arrayContaining(wanted));
        expect(symbols.filter((name) => !name.startsWith('scene_'))).toEqual([]);
      }
    }),
  older,
);

proves(
  ['SymEnumSymbolsForAddr', 'SymEnumSymbolsForAddrW'],
  'list the symbols that begin at an address',
  (dll) =>
    inScene(dll, (api) => {
      for (const { name, rva } of functions) {
        const found: string[][] = [[], []];
        api.SymEnumSymbolsForAddr(key, base + BigInt(rva), ({ Name }) => void found[0]!.push(Name), null);
        api.SymEnumSymbolsForAddrW(key, base + BigInt(rva), ({ Name }) => void found[1]!.push(Name), null);
        for (const symbols of found) expect(symbols).toContain(name);
      }
    }),
  older,
);

/** The next function above another one, by address. */
const above = functions.filter(({ rva }) => rva > draw.rva).sort((one, other) => one.rva - other.rva)[0]!;

function expectSteps(
  symbol: { readonly Name: string; readonly Address: bigint },
  next: () => boolean,
  previous: () => boolean,
): void {
  expect(symbol.Name).toBe(draw.name);
  next();
  expect([symbol.Name, symbol.Address]).toEqual([above.name, base + BigInt(above.rva)]);
  previous();
  expect([symbol.Name, symbol.Address]).toEqual([draw.name, drawAt]);
}

proves(
  ['SymNext', 'SymNextW', 'SymPrev', 'SymPrevW'],
  'step to the next symbol and back',
  (dll) =>
    inScene(dll, (api) => {
      const ansi = SYMBOL_INFO.alloc(room);
      api.SymFromName(key, draw.name, ansi);
      expectSteps(
        ansi,
        () => api.SymNext(key, ansi),
        () => api.SymPrev(key, ansi),
      );
      const wide = SYMBOL_INFOW.alloc(room);
      api.SymFromNameW(key, draw.name, wide);
      expectSteps(
        wide,
        () => api.SymNextW(key, wide),
        () => api.SymPrevW(key, wide),
      );
    }),
  older,
);

proves(
  ['SymGetSymNext', 'SymGetSymNext64', 'SymGetSymPrev', 'SymGetSymPrev64'],
  'step to the next symbol and back',
  (dll) =>
    inScene(dll, (api) => {
      const symbol = IMAGEHLP_SYMBOL.alloc(room);
      api.SymGetSymFromName(key, draw.name, symbol);
      expectSteps(
        symbol,
        () => api.SymGetSymNext(key, symbol),
        () => api.SymGetSymPrev(key, symbol),
      );
      const symbol64 = IMAGEHLP_SYMBOL64.alloc(room);
      api.SymGetSymFromName64(key, draw.name, symbol64);
      expectSteps(
        symbol64,
        () => api.SymGetSymNext64(key, symbol64),
        () => api.SymGetSymPrev64(key, symbol64),
      );
    }),
  older,
);

proves(
  ['SymDeleteSymbol', 'SymDeleteSymbolW'],
  'take back a symbol that was added, by name or address',
  (dll) =>
    inScene(dll, (api) => {
      const at = base + 0x1010n;
      const isThere = () => api.SymFromNameW.raw(key, 'added', SYMBOL_INFOW.alloc(room));
      for (const remove of [
        () => api.SymDeleteSymbol(key, base, 'added', at, 0),
        () => api.SymDeleteSymbolW(key, base, 'added', at, 0),
        () => api.SymDeleteSymbolW(key, base, null, at, 0),
      ]) {
        api.SymAddSymbolW(key, base, 'added', at, 4, 0);
        expect(isThere()).toBe(true);
        remove();
        expect(isThere()).toBe(false);
      }
    }),
  older,
);

proves(
  ['SymGetScope', 'SymGetScopeW'],
  'give the function that a variable is in, and the object file that the function is in',
  (dll) =>
    inScene(dll, (api) => {
      const variables: number[] = [];
      api.SymSetScopeFromAddr(key, drawAt);
      api.SymEnumSymbolsW(key, 0n, '*', ({ Index }) => void variables.push(Index), null);
      expect(variables.length).toBeGreaterThan(0);
      const wide = SYMBOL_INFOW.alloc(room);
      const ansi = SYMBOL_INFO.alloc(room);
      for (const index of variables) {
        api.SymGetScopeW(key, base, index, wide);
        api.SymGetScope(key, base, index, ansi);
        for (const { Name, Address, Tag } of [wide, ansi]) {
          expect([Name, Address, Tag]).toEqual([draw.name, drawAt, SymTagEnum.SymTagFunction]);
        }
      }
      const { Index } = wide;
      api.SymGetScopeW(key, base, Index, wide);
      expect([wide.Tag, wide.Name]).toEqual([SymTagEnum.SymTagCompiland, 'C:\\fixture\\obj\\scene.obj']);
    }),
  older,
);

/** scene::Vec3: three floats. */
function vec3(api: DbgHelpToken): SYMBOL_INFOW {
  const found = SYMBOL_INFOW.alloc(room);
  api.SymGetTypeFromNameW(key, base, 'scene::Vec3', found);
  return found;
}

proves(
  ['SymGetTypeFromNameW'],
  'finds a type by its name',
  (dll) =>
    inScene(dll, (api) => {
      const { Name, Size } = vec3(api);
      expect([Name, Size]).toEqual(['scene::Vec3', 12]);
      expect(api.SymGetTypeFromNameW.raw(key, base, 'scene::Absent', SYMBOL_INFOW.alloc(room))).toBe(false);
    }),
  older,
);

proves(
  ['SymGetTypeInfoEx'],
  'answers several questions about a type at once',
  (dll) =>
    inScene(dll, (api) => {
      const { TypeIndex, Tag } = vec3(api);
      const id = new Uint32Array([TypeIndex]);
      if (Tag === SymTagEnum.SymTagTypedef) {
        api.SymGetTypeInfo(key, base, TypeIndex, IMAGEHLP_SYMBOL_TYPE_INFO.TI_GET_TYPEID, id);
      }
      const Pointers = process.arch === 'ia32' ? Uint32Array : BigUint64Array;
      const { TI_GET_SYMTAG, TI_GET_LENGTH } = IMAGEHLP_SYMBOL_TYPE_INFO;
      const stride = 16;
      const [lengths, tags] = [8, 4];
      const arrays = {
        TypeIds: id,
        ReqKinds: new Uint32Array([TI_GET_SYMTAG, TI_GET_LENGTH]),
        ReqOffsets:
          Pointers === Uint32Array ? new Uint32Array([0, lengths]) : new BigUint64Array([0n, BigInt(lengths)]),
        ReqSizes: new Uint32Array([tags, lengths]),
        Buffer: new DataView(new ArrayBuffer(stride)),
        ReqsValid: new BigUint64Array(1),
      };
      const places = Object.entries(arrays).map(([member, memory]) => [
        member,
        addressOf(new Uint8Array(memory.buffer)),
      ]);
      const params = IMAGEHLP_GET_TYPE_INFO_PARAMS.alloc();
      Object.assign(params, Object.fromEntries(places), {
        NumIds: 1,
        TagFilter: 1n << BigInt(SymTagEnum.SymTagUDT),
        NumReqs: 2,
        ReqStride: BigInt(stride),
        BufferSize: BigInt(stride),
        NumReqsValid: 1,
      });
      api.SymGetTypeInfoEx(key, base, params);
      expect([params.EntriesMatched, params.EntriesFilled]).toEqual([1, 1]);
      expect(arrays.Buffer.getBigUint64(lengths, true)).toBe(12n);
      expect(arrays.Buffer.getUint32(0, true)).toBe(SymTagEnum.SymTagUDT);
    }),
  older,
);

refuses(
  ['SymFromToken', 'SymFromTokenW'],
  'find no metadata token in a module without managed code',
  (dll) =>
    inScene(dll, (api) => {
      const invalidAddress = 487;
      expect(api.SymFromToken.raw(key, base, 0x600_0001, SYMBOL_INFO.alloc(room))).toBe(false);
      expect(api.lastError).toBe(invalidAddress);
      expect(api.SymFromTokenW.raw(key, base, 0x600_0001, SYMBOL_INFOW.alloc(room))).toBe(false);
      expect(api.lastError).toBe(invalidAddress);
    }),
  older,
);

refuses(
  ['SymGetOmaps'],
  'finds no address maps in an image that nobody has rearranged',
  (dll) =>
    inScene(dll, (api) => {
      const places = [0, 1, 2, 3].map(() => new BigUint64Array(1));
      const [to, toCount, from, fromCount] = places as [BigUint64Array, BigUint64Array, BigUint64Array, BigUint64Array];
      expect(api.SymGetOmaps.raw(key, base, to, toCount, from, fromCount)).toBe(false);
      expect(api.lastError).toBe(1168); // ERROR_NOT_FOUND
      expect(places.map(([value]) => value)).toEqual([0n, 0n, 0n, 0n]);
    }),
  older,
);
