// Programs that use the package through several doors at once, and bundles of them.
import path from 'node:path';
import { build } from 'esbuild';
import { projectFolder } from '../runner/windows.mjs';
import { doneFile } from './scripts.mjs';

const dump = 'access-violation.dmp';

/** A file that the programs read. */
export const doorsDump = path.join(projectFolder, 'tests/fixtures/dumps/x64', dump);

const names = {
  'dbghelp/raw': 'DbgHelp',
  'dbghelp/minidump': 'Minidump',
  'dbghelp/report': 'crashReport, formatCrashReport',
  'dbghelp/search': 'DbgHelpError, SymbolPath',
  'dbghelp/pool': 'SymbolizerPool',
  dbghelp: 'SymbolSession',
};

const wholes = { all: 'dbghelp', raw: 'dbghelp/raw', minidump: 'dbghelp/minidump', report: 'dbghelp/report' };

const lines = (table, line) => Object.entries(table).map(line).join('\n');

const imports = `import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
${lines(names, ([door, some]) => `import { ${some} } from '${door}';`)}
${lines(wholes, ([name, door]) => `import * as ${name} from '${door}';`)}
`;

const requires = `const assert = require('node:assert/strict');
const { writeFileSync } = require('node:fs');
${lines(names, ([door, some]) => `const { ${some} } = require('${door}');`)}
${lines(wholes, ([name, door]) => `const ${name} = require('${door}');`)}
`;

const program = `
// Keys that Node.js and TypeScript add to the names.
const notNames = ['default', 'module.exports', '__esModule'];

async function main() {
  const everything = new Map(Object.entries(all));
  for (const door of [raw, minidump, report]) {
    for (const [name, value] of Object.entries(door)) {
      if (!notNames.includes(name)) assert.equal(value, everything.get(name), name);
    }
  }
  assert.equal(SymbolPath.parse('C:\\\\symbols') instanceof all.SymbolPath, true);
  const dump = await Minidump.open('${dump}');
  assert.equal(dump instanceof all.Minidump, true);
  assert.equal(dump.exception?.code, 0xc0000005);
  await assert.rejects(DbgHelp.load({ path: 'C:\\\\nowhere\\\\dbghelp.dll' }), DbgHelpError);
  await assert.rejects(SymbolizerPool.open({ dbghelp: 'C:\\\\nowhere\\\\dbghelp.dll' }), DbgHelpError);
  if (process.platform === 'win32') {
    const session = await SymbolSession.open();
    assert.match(formatCrashReport(await crashReport(dump, session)), /ACCESS_VIOLATION: read of 0x0/);
    await session.close();
  } else {
    await assert.rejects(SymbolSession.open(), DbgHelpError);
  }
  await dump.close();
}

main().then(() => {
  writeFileSync('${doneFile}', 'done');
});
`;

/** The file names and texts of one program for each way of importing. */
export const doorsPrograms = {
  'doors.js': requires + program,
  'doors.mjs': imports + program,
  'doors.ts': imports + program,
};

const noKoffi = `
import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { Minidump } from 'dbghelp/minidump';
import { indexInfo } from 'dbghelp/search';

async function main() {
  const dump = await Minidump.open('${dump}');
  assert.equal(dump.exception?.code, 0xc0000005);
  assert.ok(dump.modules.length > 0);
  assert.ok(dump.threads[0]?.context);
  await dump.close();
  await assert.rejects(indexInfo('nowhere.dll'));
}

main().then(() => {
  writeFileSync('${doneFile}', 'done');
});
`;

/** The doors that need no koffi. As a bundle, the program runs without an installed package. */
export const noKoffiProgram = { 'no-koffi.mjs': noKoffi };

const forms = {
  cjs: {},
  // What CommonJS calls \`require\`, which README.md says too.
  esm: {
    banner: {
      js: "import { createRequire } from 'node:module';\nconst require = createRequire(import.meta.url);",
    },
  },
};

/**
 * Bundles a program in both forms, with koffi left out.
 * @param {string} folder where the package is installed
 * @param {string} file the program
 * @param {string} [outdir]
 * @returns {Promise<string[]>} the names of the bundles
 */
export async function bundle(folder, file, outdir = folder) {
  const made = Object.entries(forms).map(async ([format, own]) => {
    const name = `${path.parse(file).name}-bundled.${format === 'esm' ? 'mjs' : 'cjs'}`;
    await build({
      ...own,
      entryPoints: [file],
      absWorkingDir: folder,
      outfile: path.join(outdir, name),
      bundle: true,
      platform: 'node',
      format,
      external: ['koffi'],
      logLevel: 'warning',
    });
    return name;
  });
  return Promise.all(made);
}
