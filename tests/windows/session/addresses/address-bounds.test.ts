import { readFileSync } from 'node:fs';
import { inspect } from 'node:util';
import { SymbolSession, formatAddress } from '../../../../lib';
import type { ReportFrame, ReportThread } from '../../../../lib/report/report-data';
import type { MinidumpModule } from '../../../../lib/minidump/read/modules';
import { packAnswers, unpackAnswers } from '../../../../lib/pool/packed-answers';
import { symbolizeFrames } from '../../../../lib/stack/symbolize-frames';
import { culpritOf, locationOf } from '../../../../lib/report/report-stacks';
import { app, bare, bin, scene, truth, variant } from '../../fixtures';

/** For which addresses a symbol is the answer, and for which it is only the nearest one. */

const base = 0x1000_0000n;

/** One text for each answer: comparing thousands of objects would take longer than the look-ups. */
const texts = (answers: readonly unknown[]): string[] =>
  answers.map((answer) => inspect(answer, { breakLength: Infinity }));

describe.each([
  ['scene', scene],
  ['scene optimized', bin(`${variant}-o2`, 'scene.dll')],
  ['scene without a PDB', bare],
  ['app', app],
])('every byte of %s', (_what, image) => {
  let session: SymbolSession;
  let addresses: bigint[];
  let end: bigint;

  beforeAll(async () => {
    session = await SymbolSession.open();
    const { size } = await session.loadModule(image, { base });
    addresses = Array.from({ length: size }, (_, rva) => base + BigInt(rva));
    end = base + BigInt(size);
  });
  afterAll(() => session.close());

  it('has no symbol, or one whose address plus displacement is that byte, in the same module', async () => {
    const answers = await session.symbolizeAll(addresses);
    const wrong = answers.filter((answer, index) => {
      if (!answer) return false;
      const begin = addresses[index]! - answer.displacement;
      return answer.address !== addresses[index] || begin < base || begin >= end || answer.displacement < 0n;
    });
    expect(wrong).toEqual([]);
    expect(answers.filter((answer) => answer && !answer.beyond).length).toBeGreaterThan(8);
    // The form in which a pool's processes send answers.
    expect(texts(unpackAnswers(packAnswers(answers, false)))).toEqual(texts(answers));
  });

  it('has the same answer in every kind of call', async () => {
    const answers = texts(await session.symbolizeAll(addresses));
    for (const shortcut of [false, true]) {
      expect(texts(await session.symbolizeAll(addresses, { shortcut, cache: false }))).toEqual(answers);
    }
    const some = addresses.filter((_, index) => index % 97 === 0);
    const alone = await Promise.all(some.map((address) => session.symbolize(address)));
    expect(texts(alone)).toEqual(answers.filter((_, index) => index % 97 === 0));
  });

  it('has its module if it has no symbol, with `degrade`', async () => {
    const answers = await session.symbolizeAll(addresses);
    const module = answers.find((answer) => answer !== null)?.module;
    const expected = answers.map(
      (answer, rva) =>
        answer ?? {
          address: base + BigInt(rva),
          level: 'module',
          module,
          name: null,
          displacement: BigInt(rva),
        },
    );
    expect(texts(await session.symbolizeAll(addresses, { degrade: true }))).toEqual(texts(expected));
  });
});

describe.each([variant, `${variant}-o2`])('beyond, in %s', (name) => {
  const { functions } = truth(name);
  const begins = new Set(functions.map(({ rva }) => rva));
  const inside = (rva: number): boolean => functions.some((one) => one.rva <= rva && rva < one.rva + one.size);

  it('is not set for any byte of a function', async () => {
    await using session = await SymbolSession.open();
    const module = await session.loadModule(bin(name, 'scene.dll'), { base });
    for (const known of functions) {
      const rvas = Array.from({ length: known.size }, (_, offset) => known.rva + offset);
      const answers = await session.symbolizeAll(rvas.map((rva) => ({ module, rva })));
      const names = [known.name, ...(known.folded ?? [])];
      const wrong = answers.filter(
        (answer, offset) =>
          !answer || !names.includes(answer.name) || answer.displacement !== BigInt(offset) || answer.beyond,
      );
      expect(wrong).toEqual([]);
    }
  });

  it('is set for bytes behind a function that are named by it, and they have no line and no locals', async () => {
    await using session = await SymbolSession.open();
    const module = await session.loadModule(bin(name, 'scene.dll'), { base });
    const behind = functions.map(({ rva, size }) => rva + size).filter((rva) => !begins.has(rva) && !inside(rva));
    expect(behind.length).toBeGreaterThan(20);
    for (const rva of behind) {
      const answer = await session.symbolize({ module, rva }, { inlineFrames: true });
      // Some DLLs have no answer there.
      if (answer !== null) {
        expect(answer).toMatchObject({ beyond: true, inlined: [] });
        expect(['symbol', 'public']).toContain(answer.level);
        expect(answer).not.toHaveProperty('source');
        expect(formatAddress(answer)).toBe(`scene!${answer.name}+0x${answer.displacement.toString(16)} (beyond it)`);
      }
      await expect(session.locals({ module, rva })).resolves.toBeNull();
    }
  });
});

it('locals are null in headers, in data, and where there is only a public symbol', async () => {
  await using session = await SymbolSession.open();
  const module = await session.loadModule(scene, { base });
  const version = await session.findSymbol('scene!scene_version');
  const opaque = truth(variant).publics.find((one) => one.name === 'scene_opaque' || one.name === '_scene_opaque');
  for (const place of [base, base + 0x200n, version!.address, { module, rva: opaque!.rva }, base + 0x5_0000n]) {
    await expect(session.locals(place)).resolves.toBeNull();
  }
});

/** RUNTIME_FUNCTION entries of an x64 image: begin and end of each. */
function functionTable(file: string): (readonly [begin: number, end: number])[] {
  const image = readFileSync(file);
  const start = image.readUInt32LE(0x3c);
  const [rva, size] = [160, 164].map((offset) => image.readUInt32LE(start + offset)) as [number, number];
  const sections = start + 24 + image.readUInt16LE(start + 20);
  for (let at = sections; ; at += 40) {
    const [begin, bytes, place] = [12, 16, 20].map((offset) => image.readUInt32LE(at + offset)) as [
      number,
      number,
      number,
    ];
    if (rva < begin || rva >= begin + bytes) continue;
    const table = image.subarray(place + rva - begin, place + rva - begin + size);
    return Array.from({ length: size / 12 }, (_, nth) => [
      table.readUInt32LE(nth * 12),
      table.readUInt32LE(nth * 12 + 4),
    ]);
  }
}

describe('an export', () => {
  const exports = truth(variant).exports.map(({ rva }) => rva);

  it('is not the answer for a byte of another function', async () => {
    // Images for x86 have no function table.
    if (variant === 'x86') return;
    await using session = await SymbolSession.open();
    const module = await session.loadModule(bare, { base });
    let others = 0;
    const wrong: unknown[] = [];
    for (const [begin, end] of functionTable(bare)) {
      const exported = exports.includes(begin);
      const rvas = Array.from({ length: end - begin }, (_, offset) => begin + offset);
      for (const answer of await session.symbolizeAll(rvas.map((rva) => ({ module, rva })))) {
        const isOwn = answer !== null && answer.address - answer.displacement === base + BigInt(begin);
        if (answer && !isOwn) others++;
        if (exported ? !isOwn || answer.beyond : answer && !isOwn && !answer.beyond) wrong.push(answer);
      }
    }
    expect(wrong).toEqual([]);
    const nearest = await session.symbolize({ module, rva: Math.max(...exports) + 0x100 });
    expect(others > 0).toBe(nearest !== null);
  });

  it('is marked beyond for an address in another section', async () => {
    await using session = await SymbolSession.open();
    const module = await session.loadModule(bare, { base });
    const [first = 0] = exports;
    const inAnother = base + BigInt(module.size) - 1n;
    const answer = await session.symbolize(inAnother);
    expect(answer === null || answer.beyond).toBe(true);
    await expect(session.symbolize({ module, rva: first })).resolves.not.toHaveProperty('beyond');
  });

  it('beyond its end names no frame, nor does a public symbol', async () => {
    await using session = await SymbolSession.open();
    const module = await session.loadModule(bare, { base });
    const address = base + BigInt(module.size) - 1n;
    const places = { address, returnAddress: 0n, stackPointer: 0n, framePointer: 0n };
    const walked = { ...places, foundBy: 'context', trust: 'context', generated: false } as const;
    const [frame] = await symbolizeFrames(session.core, [walked]);
    expect(frame?.symbol).toEqual({
      address,
      level: 'module',
      module: 'scene',
      name: null,
      displacement: address - base,
    });
  });

  it.each(['symbol', 'public', 'export'] as const)(
    'of level %s is no function of a report where it is only the nearest',
    (level) => {
      const address = base + 0x1234n;
      const nearest = { address, level, module: 'scene', name: 'innocent', displacement: 0x40n, beyond: true } as const;
      const moduleAt = (): MinidumpModule => ({ base, path: String.raw`C:\app\scene.dll` }) as MinidumpModule;
      const location = locationOf(address, nearest, moduleAt);
      expect(location).toEqual({
        level: 'module',
        module: 'scene',
        function: null,
        displacement: '0x1234',
        source: null,
      });
      const frame = { index: 0, system: false, location, inlined: [] } as unknown as ReportFrame;
      expect(culpritOf({ id: 1, frames: [frame] } as unknown as ReportThread)).toMatchObject({
        function: null,
        text: 'scene+0x1234',
      });
    },
  );
});
