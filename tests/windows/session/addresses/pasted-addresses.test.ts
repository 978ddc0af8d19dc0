import { readFileSync } from 'node:fs';
import path from 'node:path';
import { formatAddress, SymbolSession, type Location, type SymbolModule } from '../../../../lib';
import { bin, scene, trueFunction, variant } from '../../fixtures';

const base = 0x1_8000_0000n & (process.arch === 'ia32' ? 0xffff_ffffn : ~0n);
const draw = trueFunction('scene_draw');
const inside = BigInt(draw.rva) + 5n;

let session: SymbolSession;
let image: SymbolModule;
beforeAll(async () => {
  session = await SymbolSession.open();
  image = await session.loadModule(scene, { base });
});
afterAll(() => session.close());

const hex = (value: bigint): string => value.toString(16);
const at = base + inside;
const padded = hex(at).padStart(16, '0');

const spellings: [string, string][] = [
  ['hexadecimal with 0x', `0x${hex(at)}`],
  ['in capitals', `0X${hex(at).toUpperCase()}`],
  ['as a 64-bit debugger prints it', `${padded.slice(0, 8)}\`${padded.slice(8)}`],
  ['with 0x and a grave accent', `0x${padded.slice(0, 8)}\`${padded.slice(8)}`],
  ['with zeros before it', padded],
  ['an offset into a module', `scene+0x${hex(inside)}`],
  ['an offset into a file', ` scene.dll+0x${hex(inside)}\n`],
  ['a symbol and an offset', 'scene!scene_draw+0x5'],
  ['a symbol and an offset, of a file', 'SCENE.DLL!scene_draw+5'],
];

/** Every verb with an address. */
const verbs: Readonly<Record<string, (address: Location) => Promise<unknown>>> = {
  symbolize: (address) => session.symbolize(address),
  symbolizeAll: (address) => session.symbolizeAll([address]),
  module: (address) => session.module(address),
  locals: (address) => session.locals(address),
  nextLine: (address) => session.nextLine(address),
  previousLine: (address) => session.previousLine(address),
};

describe.each(Object.entries(verbs))('%s accepts an address', (_verb, ask) => {
  it.each(spellings)('%s', async (_what, text) => {
    const expected = await ask(at);
    expect(expected).not.toBeNull();
    await expect(ask(text)).resolves.toEqual(expected);
  });

  it('but not one with two meanings, and names both', async () => {
    for (const text of ['180003000', 'scene+3000', 'scene!scene_draw+10']) {
      const digits = /\d+$/.exec(text)![0];
      const decimal = Number(digits).toString(16);
      await expect(ask(text)).rejects.toThrow(RangeError);
      await expect(ask(text)).rejects.toThrow(`'0x${digits}' or, as a decimal number, '0x${decimal}'`);
    }
  });

  it.each(['', 'scene', 'scene+', 'scene!', '!scene_draw', '+0x10', 'scene+0y10', '0x', '1`', '`1', 'scene+-1', '-5'])(
    'but not %j',
    async (text) => {
      await expect(ask(text)).rejects.toThrow(RangeError);
      await expect(ask(text)).rejects.toThrow(/`address`/);
    },
  );

  it('and finds nothing for unloaded modules and missing symbols', async () => {
    for (const text of [
      'absent+0x10',
      'absent!scene_draw',
      'scene!absent+0x10',
      'scene!scene_draw+0xffffffffffffffff',
    ]) {
      const found = await ask(text);
      expect(Array.isArray(found) ? found[0] : found).toBeNull();
    }
    await expect(ask('0x10000000000000000')).rejects.toThrow(RangeError);
  });
});

it('an own symbol can be placed behind another one', async () => {
  await session.addSymbol({ name: 'made_here', address: 'scene!scene_draw+0x1', size: 1 });
  await expect(session.findSymbol('made_here')).resolves.toMatchObject({ address: base + BigInt(draw.rva) + 1n });
});

describe('the output of formatAddress', () => {
  const truth = JSON.parse(
    readFileSync(path.join(__dirname, '../../../fixtures/truth', `names-${variant}-symbols.json`), 'utf8'),
  ) as { readonly functions: readonly { readonly name: string; readonly rva: number; readonly size: number }[] };
  let names: SymbolModule;
  beforeAll(async () => {
    names = await session.loadModule(bin(variant, 'names.dll'), { base: 0x2000_0000n, name: 'odd names+1' });
  });

  it('is read back as the address: names with +, ::, templates, blanks and other special characters', async () => {
    const alone = truth.functions.filter(({ name }) => truth.functions.filter((one) => one.name === name).length === 1);
    const addresses = alone
      .flatMap(({ rva, size }) => [rva, rva + 1, rva + size - 1])
      .map((rva) => names.addressOf(rva));
    const answers = await session.symbolizeAll(addresses);
    const printed = answers.map((answer) => formatAddress(answer!));
    expect(printed.filter((text) => text.includes('operator+'))).not.toHaveLength(0);
    await expect(session.symbolizeAll(printed)).resolves.toEqual(answers);
    const bare = printed.map((text) => text.replace(/ \[[^[]* @ \d+\]$/, ''));
    await expect(session.symbolizeAll(bare)).resolves.toEqual(answers);
    expect(addresses.length).toBeGreaterThan(200);
  });

  it('also with inlined functions, with only a module, or without a module', async () => {
    const inlined = await SymbolSession.open();
    await inlined.loadModule(bin(`${variant}-o2`, 'scene.dll'), { base });
    const { size } = (await inlined.module(base))!;
    const all = await inlined.symbolizeAll(
      Array.from({ length: size }, (_, rva) => base + BigInt(rva)),
      { inlineFrames: true, degrade: true },
    );
    const some = all.filter((answer) => answer?.name === null || (answer?.inlined?.length ?? 0) > 0);
    // A name of several functions means the first one.
    const texts = new Set<string>();
    for (const answer of some) {
      const text = formatAddress(answer!);
      if (texts.has(text)) continue;
      texts.add(text);
      const again = await inlined.symbolize(text, { inlineFrames: true, degrade: true });
      expect(formatAddress(again!)).toBe(text);
    }
    expect(some.length).toBeGreaterThan(20);
    await inlined.close();
    await expect(session.symbolize('0xdead0000beef', { degrade: true })).resolves.toMatchObject({ level: 'address' });
    expect(image.loaded).toBe(true);
  });
});
