import assert from 'node:assert/strict';
import { cpSync, readFileSync, writeFileSync } from 'node:fs';
import { createRequire, SourceMap } from 'node:module';
import path from 'node:path';
import { runQuietly } from '../runner/tied-command.mjs';
import { runNpm } from './npm.mjs';

const compilers = path.join(import.meta.dirname, 'compilers');

const strictest = {
  target: 'es2022',
  lib: ['es2022', 'esnext.disposable'],
  strict: true,
  exactOptionalPropertyTypes: true,
  noUncheckedIndexedAccess: true,
  verbatimModuleSyntax: true,
  skipLibCheck: false,
};

const scripts = ['script.ts', 'doors.ts', 'esm.mts'];

/** The ways of resolving a package. `versions` tells which of them a version lacks. */
const resolutions = {
  node10: {
    options: { module: 'commonjs', moduleResolution: 'node10', esModuleInterop: true, verbatimModuleSyntax: false },
    files: scripts.filter((name) => !name.endsWith('.mts')),
  },
  node16: { options: { module: 'node16', verbatimModuleSyntax: false }, files: scripts },
  nodenext: { options: { module: 'nodenext', verbatimModuleSyntax: false }, files: scripts },
  bundler: { options: { module: 'esnext', moduleResolution: 'bundler' }, files: scripts },
};

const versions = {
  'typescript-5.4': { resolutions: Object.keys(resolutions), options: {} },
  'typescript-5.9': { resolutions: Object.keys(resolutions), options: {} },
  'typescript-6.0': { resolutions: Object.keys(resolutions), options: { ignoreDeprecations: '6.0' } },
  'typescript-7.0': { resolutions: ['node16', 'nodenext', 'bundler'], options: {} },
};

/**
 * Compiles scripts, and with them all public declarations, as the versions of TypeScript and the settings of users do.
 * @param {import('./checks.mjs').Checks} checks
 * @param {string} folder a consumer with typescript
 */
export async function checkTypes(checks, folder) {
  // ts-node reports only errors in the script.
  await checks.check("the declarations compile with README.md's tsconfig.json", () =>
    runQuietly(
      [
        process.execPath,
        'node_modules/typescript/bin/tsc',
        '-p',
        'tsconfig.json',
        '--noEmit',
        '--skipLibCheck',
        'false',
      ],
      { cwd: folder },
    ),
  );
  const installed = path.join(folder, '../compilers');
  const ready = await checks.check('the compilers are installed', async () => {
    cpSync(compilers, installed, { recursive: true });
    await runNpm(['ci', '--ignore-scripts', '--prefer-offline'], installed);
    return true;
  });
  if (!ready) return;
  for (const [version, own] of Object.entries(versions)) {
    for (const name of own.resolutions) {
      await checks.check(`${version} reads the declarations strictly, skipLibCheck off, found by ${name}`, () => {
        const { options, files } = resolutions[name];
        const config = `tsconfig.${version}.${name}.json`;
        // Without `types`: the declarations must refer to Node.js's types themselves.
        const compilerOptions = { ...strictest, ...options, ...own.options, types: [], noEmit: true };
        writeFileSync(path.join(folder, config), JSON.stringify({ compilerOptions, files }));
        const { bin } = createRequire(path.join(installed, 'package.json'))(`${version}/package.json`);
        return runQuietly([process.execPath, path.join(installed, 'node_modules', version, bin.tsc), '-p', config], {
          cwd: folder,
        });
      });
    }
  }
}

/**
 * @param {import('./checks.mjs').Checks} checks
 * @param {import('./tarball.mjs').Tarball} tarball
 */
export async function checkDeclarationFiles(checks, { contents, manifest, names }) {
  const all = names.filter((name) => name.endsWith('.d.ts'));
  const doors = Object.values(manifest.exports).flatMap(({ types }) => types ?? []);
  const rolledUp = all.find((name) => !doors.includes(`./${name}`));
  await checks.check('its declarations are one file, and one for each door that only gives names of it', () => {
    assert.equal(all.length, doors.length + 1, all.join(', '));
    for (const door of doors) {
      const text = readFileSync(path.join(contents, door), 'utf8');
      assert.doesNotMatch(text, /\b(class|interface|declare)\b/, door);
    }
  });
  const text = readFileSync(path.join(contents, rolledUp), 'utf8');
  await checks.check('no name in them has a number of the tool that rolled them up', () => {
    assert.deepEqual(text.match(/\w+\$\d+\b/g) ?? [], []);
  });
  await checks.check('every class and function in them has its comment', () => {
    const bare = [...text.matchAll(/^(.*)\n(declare (?:class|function) \w+)/gm)].filter(
      ([, before]) => !/\*\/$/.test(before),
    );
    assert.deepEqual(
      bare.map(([, , what]) => what),
      [],
    );
  });
  await checks.check('editors go from them to the sources', () => {
    const map = new SourceMap(JSON.parse(readFileSync(path.join(contents, `${rolledUp}.map`), 'utf8')));
    const classes = [...text.matchAll(/^declare class (\w+)/gm)];
    assert.ok(classes.length > 5);
    for (const { 0: line, 1: name, index } of classes) {
      const at = text.slice(0, index).split('\n').length - 1;
      const { originalSource, originalLine } = map.findEntry(at, line.length - name.length);
      const source = path.resolve(contents, path.dirname(rolledUp), originalSource);
      assert.match(readFileSync(source, 'utf8').split('\n')[originalLine], new RegExp(`class ${name}\\b`));
    }
  });
}
