import { readFileSync } from 'node:fs';
import path from 'node:path';
import { SymbolSession } from '../../../lib';
import { itWhere } from '../capabilities';
import { bin, variant } from '../fixtures';

/** The constants of llvm-pdbutil; see ../fixtures/README.md. */
interface TrueConstants {
  readonly constants: readonly { readonly name: string; readonly value: string }[];
}

describe.each([variant, ...(variant === 'x64' ? ['x86'] : [])])('constants among the symbols of %s', (name) => {
  const file = path.join(__dirname, `../../fixtures/truth/${name}-symbols.json`);
  const truth = JSON.parse(readFileSync(file, 'utf8')) as TrueConstants;
  let session: SymbolSession;

  beforeAll(async () => {
    session = await SymbolSession.open();
    await session.loadModule(bin(name, 'scene.dll'), { base: 0x10000000n });
  });
  afterAll(() => session.close());

  itWhere('knowsConstants', 'have the values that llvm has, of either sign, wherever they are found', async () => {
    expect(truth.constants.length).toBeGreaterThan(5);
    for (const { name: constant, value } of truth.constants) {
      const found = await session.findSymbol(`scene!${constant}`);
      expect([found?.name, found?.kind, found?.value]).toEqual([constant, 'constant', BigInt(value)]);
      for (const one of await session.findSymbols(`scene!${constant}`))
        expect([one.address, one.value]).toEqual([0n, BigInt(value)]);
    }
  });
});
