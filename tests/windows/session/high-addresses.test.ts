import path from 'node:path';
import { crashReport, dbghelp, Minidump, SymbolSession, SYMBOL_INFOW, type SymbolModule } from '../../../lib';
import { bin, truth } from '../fixtures';

/** Images of 64-bit programs at and above 4 GiB, for which some 32-bit DLLs give wrong answers. */

const image = bin('x64', 'scene.dll');
const { functions } = truth('x64');
const fourGiB = 2n ** 32n;
const key = 0x7000_a005n;

/** Whether the DLL itself answers for an image there. */
async function answersAt(base: bigint): Promise<boolean> {
  const { rva } = functions.find(({ name }) => name === 'scene_draw')!;
  return dbghelp.run((api) => {
    api.SymInitializeW(key, null, false);
    try {
      const symbol = SYMBOL_INFOW.alloc(2000);
      const displacement = new BigUint64Array(1);
      api.SymLoadModuleExW(key, null, image, null, base, 0, null, 0);
      const at = base + BigInt(rva);
      return (
        api.SymFromAddrW.raw(key, at + 1n, displacement, symbol) && symbol.Address === at && displacement[0] === 1n
      );
    } finally {
      api.SymCleanup(key);
    }
  });
}

/** Names, begins and lines of all functions, by address and by name. */
async function expectTruth(session: SymbolSession, module: SymbolModule): Promise<void> {
  const found = await session.symbolizeAll(functions.map(({ rva, size }) => ({ module, rva: rva + size - 1 })));
  for (const [index, known] of functions.entries()) {
    expect([known.name, ...(known.folded ?? [])]).toContain(found[index]?.name);
    expect(found[index]).toMatchObject({ displacement: BigInt(known.size - 1) });
  }
  const draw = functions.find(({ name }) => name === 'scene_draw')!;
  await expect(session.findSymbol('scene!scene_draw')).resolves.toMatchObject({
    address: module.base + BigInt(draw.rva),
    rva: draw.rva,
  });
  const lines = await session.lines('scene.cpp', { module });
  const first = draw.addresses[0]!;
  expect(lines).toContainEqual(expect.objectContaining({ address: module.base + BigInt(draw.rva), line: first.line }));
  await expect(session.symbolize({ module, rva: draw.rva })).resolves.toMatchObject({ source: { line: first.line } });
  await expect(session.locals({ module, rva: draw.rva + 0x20 })).resolves.not.toBeNull();
}

it('an image of a 64-bit program gets right answers without a given base', async () => {
  await using session = await SymbolSession.open();
  await expectTruth(session, await session.loadModule(image));
});

it.each([0x1_8000_0000n, fourGiB, fourGiB - 0x3000n, 0x7fff_8000_0000n])(
  'an image at 0x%s is answered for rightly, or refused with the reason',
  async (base) => {
    await using session = await SymbolSession.open();
    if (await answersAt(base === fourGiB - 0x3000n ? 0x1_8000_0000n : base)) {
      await expectTruth(session, await session.loadModule(image, { base }));
      return;
    }
    const refusal = { code: 'DBGHELP_WRONG_BITNESS', message: expect.stringContaining('above 4 GiB') as string };
    await expect(session.loadModule(image, { base })).rejects.toMatchObject(refusal);
    await expect(session.loadVirtualModule({ base, size: 0x4000, name: 'jit' })).rejects.toMatchObject(refusal);
    await expect(session.modules()).resolves.toEqual([]);
  },
);

it('a report of a 64-bit program has no function that does not exist', async () => {
  await using dump = await Minidump.open(path.join(__dirname, '../../fixtures/dumps/x64/access-violation.dmp'));
  await using session = await SymbolSession.open();
  const right = await answersAt(0x1_8000_0000n);
  const report = await crashReport(dump, session, { imagePath: bin('x64') });
  const locations = report.threads.flatMap(({ frames }) => frames.map(({ location }) => location));
  const names = [report.exception?.location, ...locations].flatMap((location) => location?.function ?? []);
  expect(names.length > 0).toBe(right);
  for (const location of locations) {
    if (location) expect(Number(location.displacement)).toBeLessThan(0x100_0000);
  }
  const { culprit } = report;
  expect(culprit?.module).toBe('crash');
  expect(culprit?.function !== null).toBe(right);
});
