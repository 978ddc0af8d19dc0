import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { runQuietly } from '../runner/tied-command.mjs';

const strictest = {
  target: 'es2022',
  lib: ['es2022', 'esnext.disposable'],
  types: ['node'],
  strict: true,
  exactOptionalPropertyTypes: true,
};

const settings = {
  node16: { module: 'node16' },
  nodenext: { module: 'nodenext' },
  bundler: { module: 'esnext', moduleResolution: 'bundler' },
};

/**
 * Compiles a script, and with it all public declarations, under the settings that users choose from.
 * @param {import('./checks.mjs').Checks} checks
 * @param {string} folder a consumer with typescript
 */
export async function checkTypes(checks, folder) {
  const compile = (config) =>
    runQuietly(
      [process.execPath, 'node_modules/typescript/bin/tsc', '-p', config, '--noEmit', '--skipLibCheck', 'false'],
      { cwd: folder },
    );
  // ts-node tells of errors in the script alone.
  await checks.check("the declarations compile with README.md's tsconfig.json", () => compile('tsconfig.json'));
  for (const [name, own] of Object.entries(settings)) {
    await checks.check(`the declarations compile strictly with ${name}`, () => {
      const config = `tsconfig.${name}.json`;
      const compilerOptions = { ...strictest, ...own };
      writeFileSync(
        path.join(folder, config),
        JSON.stringify({ compilerOptions, files: ['script.ts', 'esm.mts', 'doors.ts'] }),
      );
      return compile(config);
    });
  }
}
