/** Ends a session, and shows what SymCleanup leaves: nothing. */
import path from 'node:path';
import { DbgHelpError, SymbolSession, dbghelp } from '../lib';

const variant = process.arch === 'ia32' ? 'x86' : 'x64';
const image = path.join(__dirname, '../tests/fixtures/bin', variant, 'scene.dll');

async function refusal(what: string, call: () => unknown): Promise<void> {
  try {
    await call();
    console.log(`${what}: went through`);
  } catch (error) {
    if (!(error instanceof DbgHelpError)) throw error;
    console.log(`${what}: ${error.code}`);
  }
}

async function main(): Promise<void> {
  const session = await SymbolSession.open();
  const { key } = session;
  const module = await session.loadModule(image, { base: 0x10000000n });
  console.log(`open: ${String((await session.modules()).length)} module`);

  // A call that still waits for its turn when the session closes never reaches the DLL.
  const longJob = dbghelp.run(() => new Promise((resolve) => setTimeout(resolve, 50)));
  const waiting = refusal('a call that waited', () => session.symbolize(module.base + 0x1010n));
  await session.close();
  await Promise.all([longJob, waiting]);
  await session.close();
  console.log('closed, twice');

  await refusal('symbolize', () => session.symbolize(0x10001010n));
  await refusal('its module', () => module.addressOf(0x1010));
  await refusal('its key, in a raw call', () => dbghelp.SymUnloadModule64(key, 0x10000000n));

  // The shape for scripts: the session is closed at the end of the block, whatever happens in it.
  {
    await using next = await SymbolSession.open();
    console.log(`open again: ${String((await next.modules()).length)} modules`);
  }
}

main().catch((error: unknown) => {
  console.error(error);
  process.exitCode = 1;
});
