import assert from 'node:assert/strict';
import path from 'node:path';
import { runQuietly } from '../runner/tied-command.mjs';
import { commandProgram, commandScript } from './command.mjs';
import { makeConsumer } from './consumer.mjs';
import { bundle, doorsDump, doorsPrograms } from './doors.mjs';
import { expectedSymbols } from './expected.mjs';
import { readmeTsconfig } from './readme-tsconfig.mjs';
import { scripts } from './scripts.mjs';
import { checkTypes } from './types.mjs';
import { checkRun, labelOf, native, runsHere } from './windows-runs.mjs';

/**
 * Installs the tarball as users do, and runs a script in each way that they run one.
 * @param {import('./checks.mjs').Checks} checks
 * @param {object} given
 * @param {string} given.folder
 * @param {import('./tarball.mjs').Tarball} given.tarball
 * @param {string} given.project
 * @param {{ available: boolean, reason?: string }} given.windows
 */
export async function checkUserProjects(checks, { folder, tarball, project, windows }) {
  const usual = expectedSymbols(native && process.arch === 'ia32' ? 'x86' : 'x64');
  const make = (name, { expected = usual, cpu = 'x64', tools, files }) =>
    makeConsumer({
      folder: path.join(folder, name),
      tarball,
      project,
      cpu,
      tools,
      files: { ...files, 'expected.json': JSON.stringify(expected.symbols) },
      copies: [...expected.files, doorsDump],
    }).then(() => path.join(folder, name));
  const run = async (runs) => {
    for (const one of runsHere(runs)) {
      if (windows.available) await checkRun(checks, one);
      else checks.skip(labelOf(one), windows.reason);
    }
  };

  const plain = await checks.check('installs alone', () =>
    make('plain', {
      files: {
        'script.js': scripts.commonJs,
        'script.mjs': scripts.esm,
        'script.ts': scripts.typeScript,
        [commandScript]: commandProgram,
        ...doorsPrograms,
      },
    }),
  );
  if (plain) {
    await checks.check('node --enable-source-maps tells of errors by the lines of the sources', async () => {
      const program =
        "import('dbghelp').then(({ SymbolPath }) => SymbolPath.parse(0)).catch(({ stack }) => console.log(stack))";
      const said = await runQuietly([process.execPath, '--enable-source-maps', '--eval', program], { cwd: plain });
      assert.match(said, /parse .*dbghelp.lib.search.symbol-path\.ts:\d+:\d+/);
    });
    await run([
      { name: "CommonJS: require('dbghelp')", node: '24-x64', cwd: plain, args: ['script.js'] },
      { name: "ES module: import from 'dbghelp'", node: '24-x64', cwd: plain, args: ['script.mjs'] },
      {
        name: 'TypeScript as it is: node script.ts',
        node: '24-x64',
        cwd: plain,
        args: ['script.ts'],
        stripsTypes: true,
      },
      { name: 'the command, every verb', node: '24-x64', cwd: plain, args: [commandScript] },
      { name: 'CommonJS: several doors at once', node: '24-x64', cwd: plain, args: ['doors.js'] },
      { name: 'ES module: several doors at once', node: '24-x64', cwd: plain, args: ['doors.mjs'] },
    ]);
    const bundles = await checks.check('esbuild bundles several doors at once, in both forms', () =>
      bundle(plain, 'doors.ts'),
    );
    const name = 'bundled: several doors at once';
    await run((bundles ?? []).map((file) => ({ name: `${file}, ${name}`, node: '24-x64', cwd: plain, args: [file] })));
  }

  if (!native) {
    const expected = expectedSymbols('x86');
    const ia32 = await checks.check('installs alone for ia32', () =>
      make('plain-ia32', {
        expected,
        cpu: 'ia32',
        files: { 'script.js': scripts.commonJs, [commandScript]: commandProgram },
      }),
    );
    if (ia32) {
      await run([
        { name: 'CommonJS on ia32', node: '22-ia32', cwd: ia32, args: ['script.js'] },
        { name: 'the command, every verb, on ia32', node: '22-ia32', cwd: ia32, args: [commandScript] },
      ]);
    }
  }

  const jest = await checks.check('installs beside jest', () =>
    make('jest', { tools: ['jest'], files: { 'script.test.js': scripts.jestTest } }),
  );
  if (jest) {
    const args = ['node_modules/jest/bin/jest.js'];
    await run([{ name: 'jest without any configuration', node: '24-x64', cwd: jest, args }]);
  }

  const tsconfig = await checks.check("README.md has ts-node's tsconfig.json", () => readmeTsconfig(tarball.contents));
  const typed = await checks.check('installs beside ts-node', () =>
    make('typescript', {
      tools: ['ts-node', 'typescript', '@types/node'],
      files: {
        'script.ts': scripts.typeScript,
        'esm.mts': scripts.typeScript,
        ...doorsPrograms,
        'tsconfig.json': tsconfig ?? '{}',
      },
    }),
  );
  if (!typed) return;
  const args = ['node_modules/ts-node/dist/bin.js', 'script.ts'];
  const name = "ts-node with README.md's tsconfig.json";
  await run(['20-x64', '22-x64', '24-x64'].map((node) => ({ name, node, cwd: typed, args })));
  await run([
    {
      name: 'ts-node: several doors at once',
      node: '24-x64',
      cwd: typed,
      args: ['node_modules/ts-node/dist/bin.js', 'doors.ts'],
    },
  ]);
  await checkTypes(checks, typed);
}
