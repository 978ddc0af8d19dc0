import { IMAGEHLP_GET_TYPE_INFO, SymbolSession, type SymbolModule } from '../../../../lib';
import * as dll from '../../../../lib/dll/dbghelp';
import { IMAGEHLP_GET_TYPE_INFO_PARAMS } from '../../../../lib/ffi/structures';
import { readMemory } from '../../../../lib/win32/own-memory';
import { scene, truth, variant } from '../../fixtures';

/** What sessions ask about types: the DLL gets and answers all calls, which are counted. */

let questions: string[] = [];

/** Each type or member with each request, also where many go with one call. */
function questionsOf(name: string, args: readonly unknown[]): string[] {
  const [, base] = args;
  if (name === 'SymGetTypeInfo') return [`${String(base)} ${String(args[2])} ${String(args[3])}`];
  const params = IMAGEHLP_GET_TYPE_INFO_PARAMS.over(args[2] as Uint8Array);
  const numbers = (address: bigint, count: number): number[] => {
    const { buffer } = readMemory(address, 4 * count)!;
    return [...new Uint32Array(buffer as ArrayBuffer)];
  };
  const of = params.Flags & IMAGEHLP_GET_TYPE_INFO.CHILDREN ? 'children of' : '';
  return numbers(params.TypeIds, params.NumIds).flatMap((id) =>
    numbers(params.ReqKinds, params.NumReqs).map((request) => `${String(base)} ${of}${String(id)} ${String(request)}`),
  );
}

let session: SymbolSession;
let loaded: SymbolModule;

beforeAll(() => {
  const { unchecked } = dll;
  jest.spyOn(dll, 'unchecked').mockImplementation((api, name) => {
    const call = unchecked(api, name);
    if (!name.startsWith('SymGetTypeInfo')) return call;
    return (...args) => {
      questions.push(...questionsOf(name, args));
      return call(...args);
    };
  });
});
afterAll(() => {
  jest.restoreAllMocks();
});
beforeEach(async () => {
  session = await SymbolSession.open();
  loaded = await session.loadModule(scene);
  questions = [];
});
afterEach(() => session.close());

const typeNames = async (): Promise<string[]> => {
  const names: string[] = [];
  for await (const { name } of session.types('*')) names.push(name);
  return names;
};

const distinct = (): number => new Set(questions).size / questions.length;

it('asks about all types of a module hardly anything twice', async () => {
  expect((await typeNames()).length).toBeGreaterThan(20);
  expect(questions.length).toBeGreaterThan(500);
  expect(distinct()).toBeGreaterThanOrEqual(0.95);
});

it('knows what was asked before, as long as the module is loaded', async () => {
  const names = await typeNames();
  questions = [];
  expect(await typeNames()).toEqual(names);
  for (const name of names) expect(await session.type(name)).not.toBeNull();
  expect(questions).toEqual([]);
});

it('asks about the variables of many places hardly anything twice', async () => {
  const places = truth(variant).functions.map(({ rva }) => ({ module: loaded, rva }));
  let found = 0;
  for (const place of places) found += (await session.locals(place))?.length ?? 0;
  expect(found).toBeGreaterThan(20);
  expect(distinct()).toBeGreaterThanOrEqual(0.95);
});

it.each<[string, () => Promise<unknown>]>([
  ['raw calls, which may change anything', () => session.run(() => undefined)],
  [
    'the module was loaded again',
    async () => {
      await session.unloadModule(loaded);
      await session.loadModule(scene);
    },
  ],
])('asks again after %s', async (_what, change) => {
  const names = await typeNames();
  await change();
  questions = [];
  expect(await typeNames()).toEqual(names);
  expect(questions.length).toBeGreaterThan(500);
});
