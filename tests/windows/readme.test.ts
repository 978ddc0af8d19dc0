import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { bin } from './fixtures';

const root = path.join(__dirname, '../..');
const oneBlank = (text: string): string => text.replace(/\s+/g, ' ').trim();

/** The first example of README.md, and the comment with its output. */
function firstExample(): { readonly code: string; readonly prints: string } {
  const code = /```ts\n([\s\S]+?)```/.exec(readFileSync(path.join(root, 'README.md'), 'utf8'))![1]!;
  const prints = [...code.matchAll(/^ *\/\/ (.*)$/gm)].map(([, text]) => text).join(' ');
  return { code, prints };
}

describe('README.md', () => {
  const is32 = process.arch === 'ia32';
  const why = is32 ? ' (not here: its image lies where 64-bit programs do)' : '';
  (is32 ? it.skip : it)(`shows what its first example prints${why}`, () => {
    const { code, prints } = firstExample();
    // The fixture replaces the image in the example.
    const script = code
      .replace("'dbghelp'", JSON.stringify(path.join(process.env['DBGHELP_BUILT']!, 'index.js')))
      .replace(/'C:\\\\app\\\\app.exe'/, JSON.stringify(bin('x64', 'app.exe')));
    const folder = mkdtempSync(path.join(tmpdir(), 'readme-'));
    try {
      const file = path.join(folder, 'example.ts');
      writeFileSync(file, script);
      const tsNode = path.join(root, 'node_modules/ts-node/dist/bin.js');
      const env = { ...process.env, TS_NODE_PROJECT: path.join(root, 'tsconfig.json') };
      const { stdout, stderr, status } = spawnSync(process.execPath, [tsNode, '--transpile-only', file], {
        encoding: 'utf8',
        env,
      });
      expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
      expect(oneBlank(stdout)).toBe(oneBlank(prints));
    } finally {
      rmSync(folder, { recursive: true });
    }
  });
});
