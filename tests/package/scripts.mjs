// Scripts of users as text: the same work in different ways of writing and running it.

/**
 * A script writes it when all of its assertions held. An exit code of 0 could also come from a script that ended early.
 */
export const doneFile = 'done.txt';

const imports = `import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import { SymbolSession } from 'dbghelp';
import { SymbolizerPool } from 'dbghelp/pool';
`;

const requires = `const assert = require('node:assert/strict');
const { readFileSync, writeFileSync } = require('node:fs');
const { SymbolSession } = require('dbghelp');
const { SymbolizerPool } = require('dbghelp/pool');
`;

const lookUps = `
  const module = await session.loadModule('scene.dll');
  for (const { rva, name, file, line } of symbols) {
    const hit = await session.symbolize('scene+0x' + rva.toString(16));
    assert.equal(hit?.name, name);
    assert.equal(hit?.source?.file, file);
    assert.equal(hit?.source?.line, line);
  }
  await session.unloadModule(module);
  assert.equal(await session.symbolize('scene+0x1000'), null);
  const pool = await SymbolizerPool.open({ processes: 1 });
  const addresses = symbols.map(({ rva }) => 'scene+0x' + rva.toString(16));
  for await (const { result } of pool.symbolizeAll([{ image: 'scene.dll', addresses }])) {
    assert.deepEqual(
      result?.map((hit) => hit?.name),
      symbols.map(({ name }) => name),
    );
  }
  await pool.close();
`;

const plainFunction = `
async function lookUp() {
  const symbols = JSON.parse(readFileSync('expected.json', 'utf8'));
  const session = await SymbolSession.open();
  ${lookUps}
  await session.close();
  return session;
}
`;

const typedFunction = `
interface Expected {
  rva: number;
  name: string;
  file: string;
  line: number;
}

async function lookUp(): Promise<SymbolSession> {
  const symbols = JSON.parse(readFileSync('expected.json', 'utf8')) as Expected[];
  await using session = await SymbolSession.open();
  ${lookUps}
  return session;
}
`;

const run = `
lookUp().then((session) => {
  assert.equal(session.closed, true);
  writeFileSync('${doneFile}', 'done');
});
`;

const jestTest = `
test('finds names and lines', async () => {
  const session = await lookUp();
  expect(session.closed).toBe(true);
  writeFileSync('${doneFile}', 'done');
});
`;

export const scripts = {
  commonJs: requires + plainFunction + run,
  esm: imports + plainFunction + run,
  typeScript: imports + typedFunction + run,
  jestTest: requires + plainFunction + jestTest,
};

const refusals = `
async function main() {
  const refused = { name: 'DbgHelpError', code: 'DBGHELP_UNSUPPORTED_PLATFORM' };
  await assert.rejects(() => SymbolSession.open(), refused);
  await assert.rejects(() => SymbolizerPool.open(), refused);
  await assert.rejects(() => dbghelp.SymGetOptions(), refused);
  await assert.rejects(() => dbghelp.run((api) => api.SymGetOptions()), refused);
  assert.equal(dbghelp.has('SymFromAddrW'), false);
}
`;

/** For platforms other than Windows, with a koffi that throws when it is loaded. */
export const unsupported = {
  commonJs: `const assert = require('node:assert/strict');
const { writeFileSync } = require('node:fs');
const { dbghelp, SymbolSession } = require('dbghelp');
const { SymbolizerPool } = require('dbghelp/pool');
assert.throws(() => require('koffi'), /koffi was loaded/);
${refusals}
main().then(() => writeFileSync('${doneFile}', 'done'));
`,
  esm: `import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { dbghelp, SymbolSession } from 'dbghelp';
import { SymbolizerPool } from 'dbghelp/pool';
await assert.rejects(() => import('koffi'), /koffi was loaded/);
${refusals}
await main();
writeFileSync('${doneFile}', 'done');
`,
};
