import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readdirSync, rmSync } from 'node:fs';
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
  openHandles,
  outcomeOf,
} from './part.mjs';

// Opens dumps until no file can be opened any more, and does everything then.

const { crashReport, findPdb, Minidump, SymbolizerPool, SymbolSession, walkProcess, writeMinidump } = dbghelpPackage;
const [dumpName] = readdirSync(dumps).filter((name) => name.endsWith('.dmp'));
const file = path.join(dumps, dumpName);
const written = path.join(tmpdir(), 'own.dmp');

const target = spawn(process.execPath, ['-e', 'console.log(1); setInterval(() => 0, 1000)'], {
  stdio: ['ignore', 'pipe', 'inherit'],
});
await once(target.stdout, 'data');

const warnings = [];
process.on('warning', ({ code }) => warnings.push(code));

const deeds = {
  'a session': async () => {
    const session = await SymbolSession.open();
    try {
      await session.loadModule(image, { base });
      const answers = await session.symbolizeAll(addresses);
      return answers.filter((answer) => answer !== null).length === addresses.length;
    } finally {
      await session.close();
    }
  },
  'a dump': async () => (await Minidump.open(file)).close(),
  'a PDB': () => findPdb(image),
  'a dump of this process': () => writeMinidump({ pid: 'self', path: written }),
  'stacks of a process': () => walkProcess(target.pid),
  'a crash report': async () => {
    const session = await SymbolSession.open();
    try {
      return await crashReport(kept, session);
    } finally {
      await session.close();
    }
  },
  'a pool': async () => {
    const pool = await SymbolizerPool.open({ processes: 1 });
    try {
      for await (const { error } of pool.symbolizeAll([{ image, base, addresses }])) if (error) throw error;
    } finally {
      await pool.close();
    }
  },
};

const kept = await Minidump.open(file);
const open = [];

async function all(when) {
  const outcomes = {};
  for (const [what, deed] of Object.entries(deeds)) outcomes[what] = await outcomeOf(`${what}, ${when}`, deed);
  rmSync(written, { force: true });
  console.log(
    `${when}: ${Object.entries(outcomes)
      .map((each) => each.join(': '))
      .join(', ')}`,
  );
  return outcomes;
}

// Twice, because Node.js and DLLs keep what they have opened once.
await all('before');
await all('before, again');
const before = openHandles();
let refusal;
while (!refusal) {
  try {
    open.push(await Minidump.open(file));
  } catch (error) {
    refusal = error;
  }
}
console.log(`${open.length} dumps open, then ${refusal.code}`);
expect(open.length > 1000, `only ${open.length} dumps could be opened`);
expect(refusal.code === 'MINIDUMP_READ_FAILED', `the next one: ${refusal.stack}`);
await all('meanwhile');
const told = await findPdb(image).catch(({ code, message }) => `${code}: ${message}`);
expect(/^DBGHELP_CALL_FAILED: .*as many files open/.test(told), `the search for a PDB says: ${told}`);
expect(warnings.includes('DBGHELP_MANY_MINIDUMPS'), `warnings: ${warnings.join(', ')}`);
for (const dump of open.splice(0)) await dump.close();
const after = await all('afterwards');
expect(
  Object.values(after).every((outcome) => outcome === 'done'),
  'not all is well afterwards',
);
const grown = openHandles() - before;
console.log(`${grown} more handles than before`);
expect(grown < 50, `${grown} handles are left`);
await kept.close();
target.kill('SIGKILL');
await expectFreeGate('with all handles used up');
conclude();
