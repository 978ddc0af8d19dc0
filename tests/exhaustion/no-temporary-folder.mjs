import { copyFileSync, mkdirSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import {
  addresses,
  base,
  conclude,
  dbghelpPackage,
  dumps,
  expect,
  expectFreeGate,
  image,
  outcomeOf,
  pdb,
} from './part.mjs';

// The folder for temporary files is not there, comes, and goes in the midst of a session.

const { crashReport, formatCrashReport, Minidump, SymbolizerPool, SymbolSession, writeMinidump } = dbghelpPackage;
const kept = tmpdir();
const gone = path.join(kept, 'gone');
process.env.TEMP = process.env.TMP = gone;

/** Under another name the DLL finds it only in a folder of its own. */
const renamed = path.join(kept, 'renamed.pdb');
copyFileSync(pdb, renamed);
const [dumpName] = readdirSync(dumps).filter((name) => name.endsWith('.dmp'));

const deeds = {
  'an image': (session) => session.loadModule(image, { base }),
  'its addresses': (session) => session.symbolizeAll(addresses),
  'a PDB alone': (session) => session.loadModule({ pdb, base: 0x3000_0000n, name: 'alone' }),
  'a PDB of another name': (session) =>
    session.loadModule(image, { base: 0x5000_0000n, name: 'renamed', pdb: renamed }),
  async 'a crash report'(session) {
    const dump = await Minidump.open(path.join(dumps, dumpName));
    try {
      return formatCrashReport(await crashReport(dump, session));
    } finally {
      await dump.close();
    }
  },
  async 'a pool'() {
    const pool = await SymbolizerPool.open({ processes: 1 });
    for await (const { error } of pool.symbolizeAll([{ image, base, addresses }])) if (error) throw error;
    await pool.close();
  },
  async 'a dump of this process'() {
    const file = path.join(kept, 'own.dmp');
    await writeMinidump({ pid: 'self', path: file });
    rmSync(file);
  },
};

async function all(when) {
  const session = await SymbolSession.open();
  const outcomes = {};
  for (const [what, deed] of Object.entries(deeds)) {
    outcomes[what] = await outcomeOf(`${what}, ${when}`, () => deed(session));
    if (when === 'when it goes') {
      try {
        rmSync(gone, { recursive: true, force: true });
      } catch {
        // The DLL has a file of it open.
      }
    }
  }
  await outcomeOf(`the end, ${when}`, () => session.close());
  console.log(
    `${when}: ${Object.entries(outcomes)
      .map((each) => each.join(': '))
      .join(', ')}`,
  );
  return outcomes;
}

const without = await all('without it');
for (const what of ['an image', 'its addresses', 'a crash report', 'a pool', 'a dump of this process'])
  expect(without[what] === 'done', `${what} needs the folder for temporary files: ${without[what]}`);
expect(without['a PDB alone'] === 'DBGHELP_NOT_FOUND', `a PDB alone: ${without['a PDB alone']}`);

mkdirSync(gone);
const withIt = await all('with it');
expect(
  Object.values(withIt).every((outcome) => outcome === 'done'),
  'not all is well with the folder',
);
expect(readdirSync(gone).length === 0, `left behind: ${readdirSync(gone).join(', ')}`);
await all('when it goes');

await expectFreeGate('without a folder for temporary files');
rmSync(renamed);
rmSync(gone, { recursive: true, force: true });
conclude();
