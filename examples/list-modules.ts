/**
 * Lists the modules of a process, and what symbols there are for each.
 *
 *   ts-node list-modules.ts [PID]
 *
 * Without a process id: the modules of this very process.
 */
import { SymbolSession } from '../lib';

async function main(pid: string | undefined): Promise<void> {
  await using session = await SymbolSession.open({ process: pid === undefined ? 'self' : Number(pid) });
  for (const { base, size, name } of await session.modules()) {
    // Looking at an address loads what was deferred, so that the module can say what its symbols are.
    await session.symbolize(base);
    const module = await session.module(base);
    const where = `${base.toString(16).padStart(16, '0')} ${String(size).padStart(9)}`;
    console.log(`${where}  ${name.padEnd(16)} ${(module?.symbolType ?? 'gone').padEnd(9)} ${module?.imagePath ?? ''}`);
  }
}

main(process.argv[2]).catch((error: unknown) => {
  console.error(error);
  process.exitCode = 1;
});
