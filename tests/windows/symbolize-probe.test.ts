import { SymbolSession, type SymbolModule } from '../../lib';
import * as room from '../../lib/dll/differences';
import { RunsProof } from '../../lib/session/addresses/runs-proof';
import { scene, truth, variant } from './fixtures';

/** The shortcut of `symbolizeAll` on a DLL whose answers were not compared. */

/** Every byte of every function, several times over so that there are enough; repeated addresses prove nothing. */
function everyByte(module: SymbolModule): bigint[] {
  return truth(variant).functions.flatMap(({ rva, size }) =>
    Array.from({ length: size }, (_, index) => module.base + BigInt(rva + index)),
  );
}

const shortcutOf = async (session: SymbolSession): Promise<string> => (await session.diagnostics()).dll.shortcut;

/** Counts the calls of SymFromAddrW. */
function countAsked(session: SymbolSession): { readonly count: number } {
  const { reader } = session.core;
  const asked = [jest.spyOn(reader, 'ask'), jest.spyOn(reader, 'symbolAt')];
  return {
    get count() {
      const [each, all] = asked.map((spy) => spy.mock.calls.length);
      return Math.max(each!, all!);
    },
  };
}

beforeEach(() => {
  jest.spyOn(room, 'comparedInRuns').mockReturnValue(false);
});

afterEach(() => {
  jest.restoreAllMocks();
});

it('tells whether a DLL was compared', async () => {
  await using session = await SymbolSession.open();
  expect(await shortcutOf(session)).toMatch(/^(probed|call by call)$/);
  jest.restoreAllMocks();
  if (room.comparedInRuns(session.core.binding.library)) expect(await shortcutOf(session)).toBe('compared');
});

it('looks up each address of a module until the answers have proven that they come in runs, and then only few', async () => {
  await using session = await SymbolSession.open();
  const module = await session.loadModule(scene);
  const addresses = everyByte(module);
  const asked = await session.symbolizeAll(addresses, { shortcut: false, cache: false });
  jest.spyOn(RunsProof.prototype, 'proven', 'get').mockReturnValue(false);
  const before = countAsked(session);
  await session.symbolizeAll(addresses, { cache: false });
  expect(before.count).toBeGreaterThanOrEqual(addresses.length);
  jest.restoreAllMocks();
  jest.spyOn(room, 'comparedInRuns').mockReturnValue(false);

  jest.spyOn(RunsProof.prototype, 'proven', 'get').mockImplementation(function (this: RunsProof) {
    return !this.contradicted;
  });
  await expect(session.symbolizeAll(addresses.slice(0, 10), { cache: false })).resolves.toEqual(asked.slice(0, 10));
  expect(await shortcutOf(session)).toBe('probed');
  const after = countAsked(session);
  await expect(session.symbolizeAll(addresses, { cache: false })).resolves.toEqual(asked);
  expect(after.count).toBeLessThan(addresses.length / 2);
});

it('looks up each address for ever after an answer that contradicts the rule', async () => {
  await using session = await SymbolSession.open();
  const module = await session.loadModule(scene);
  const addresses = everyByte(module);
  const { reader } = session.core;
  const ask = reader.ask.bind(reader);
  const { rva, size } = truth(variant).functions.find(({ size: bytes }) => bytes > 40)!;
  const hole = module.base + BigInt(rva + (size >> 1));
  jest
    .spyOn(reader, 'ask')
    .mockImplementation((api, address, near) =>
      address === hole ? { symbol: null, line: undefined } : ask(api, address, near),
    );
  await session.symbolizeAll(addresses, { cache: false });
  expect(await shortcutOf(session)).toBe('call by call');
  jest.spyOn(RunsProof.prototype, 'proven', 'get').mockReturnValue(true);
  const asked = countAsked(session);
  await session.symbolizeAll(addresses, { cache: false });
  expect(await shortcutOf(session)).toBe('call by call');
  expect(asked.count).toBeGreaterThanOrEqual(addresses.length);
});
