import { SymbolSession, type SymbolModule } from '../../../../lib';
import { bin, scene, truth, variant } from '../../fixtures';
import { Random } from '../../random';

/** The shortcut of `symbolizeAll`, against look-ups of every address. */

const random = new Random(11);

function shuffled<T>(values: readonly T[]): T[] {
  const all = [...values];
  for (let last = all.length - 1; last > 0; last--) {
    const other = random.below(last + 1);
    [all[last], all[other]] = [all[other]!, all[last]!];
  }
  return all;
}

/** Every byte of every function, and a few around each, some of them twice. */
function everyByte(module: SymbolModule, of: string): bigint[] {
  const offsets = truth(of).functions.flatMap(({ rva, size }) =>
    Array.from({ length: size + 8 }, (_, index) => rva - 4 + index),
  );
  return shuffled([...offsets, ...offsets.slice(0, 500)]).map((rva) => module.base + BigInt(rva));
}

it.each([variant, `${variant}-o2`])(
  'answers as asking for every byte of the code of scene.dll in %s does',
  async (of) => {
    await using session = await SymbolSession.open();
    const addresses = everyByte(await session.loadModule(bin(of, 'scene.dll')), of);
    const asked = await session.symbolizeAll(addresses, { shortcut: false, inlineFrames: true });
    expect(asked.filter((hit) => hit?.level === 'line').length).toBeGreaterThan(addresses.length / 2);
    await expect(session.symbolizeAll(addresses, { shortcut: true, inlineFrames: true })).resolves.toEqual(asked);
  },
);

it('separates several modules, addresses outside of them, and other forms of locations', async () => {
  await using session = await SymbolSession.open();
  const [low, high] = [
    await session.loadModule(scene, { base: 0x1000_0000n }),
    await session.loadModule(bin(`${variant}-o2`, 'scene.dll'), { base: 0x2000_0000n }),
  ];
  const some = [...everyByte(low, variant), ...everyByte(high, `${variant}-o2`)].filter((_, index) => index % 5 === 0);
  const locations = shuffled([...some, 5n, 'absent+0x10', `0x${low.base.toString(16)}`, { module: high, rva: 0x1010 }]);
  for (const degrade of [true, false] as const) {
    const asked = await session.symbolizeAll(locations, { shortcut: false, degrade: degrade as false });
    await expect(session.symbolizeAll(locations, { shortcut: true, degrade: degrade as false })).resolves.toEqual(
      asked,
    );
  }
});

it('must be a boolean', async () => {
  await using session = await SymbolSession.open();
  await expect(session.symbolizeAll([1n], { shortcut: 1 as never })).rejects.toThrow(TypeError);
});

it('finds a symbol that was added inside of a known function', async () => {
  await using session = await SymbolSession.open();
  const module = await session.loadModule(scene);
  const { rva, name } = truth(variant).functions.find(({ size }) => size > 32)!;
  const place = { module, rva: rva + 9 };
  const [before] = await session.symbolizeAll([place], { shortcut: true });
  expect(before?.name).toBe(name);
  await session.addSymbol({ name: 'added_inside', address: place, size: 4 });
  const [asked] = await session.symbolizeAll([place], { shortcut: false, cache: false });
  const [after] = await session.symbolizeAll([place], { shortcut: true });
  expect(after).toEqual(asked);
});
