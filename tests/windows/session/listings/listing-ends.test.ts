import { spawnSync } from 'node:child_process';
import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import path from 'node:path';
import { scene } from '../../fixtures';

/** Programs that end, or fail, while a listing is on the package's thread. */

const built = process.env['DBGHELP_BUILT']!;

interface Ended {
  readonly status: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

function run(deed: string, folder = built): Ended {
  const program = `
    const { SymbolSession } = require(${JSON.stringify(path.join(folder, 'index.js'))});
    (async () => {
      const session = await SymbolSession.open({ largeFrom: 0 });
      const module = await session.loadModule(${JSON.stringify(scene)});
      const list = async (options) => {
        let found = 0;
        for await (const each of session.symbols('*', { module, ...options })) found++;
        return found;
      };
      const listForEver = async () => {
        for (;;) {
          await list();
          await session.sourceFiles();
        }
      };
      ${deed}
    })();
  `;
  const { status, stdout, stderr } = spawnSync(process.execPath, ['--eval', program], {
    encoding: 'utf8',
    timeout: 180_000,
  });
  return { status, stdout, stderr };
}

describe('a program with a listing on the thread', () => {
  // While the thread starts, loads koffi and the DLL, lists, and has nothing to do.
  it.each([0, 20, 60, 100, 150, 250])('ends with its code if it exits after %i ms', (milliseconds) => {
    const { status, stderr } = run(`
      setTimeout(() => process.exit(7), ${String(milliseconds)});
      await listForEver();
    `);
    expect({ status, stderr }).toEqual({ status: 7, stderr: '' });
  });

  it.each([0, 60, 150])('ends with its uncaught exception after %i ms', (milliseconds) => {
    const { status, stderr } = run(`
      setTimeout(() => { throw new Error('thrown in the midst'); }, ${String(milliseconds)});
      await listForEver();
    `);
    expect(status).toBe(1);
    expect(stderr).toContain('thrown in the midst');
  });

  it.each(['where: () => process.exit(7)', 'onProgress: () => process.exit(7)'])('ends by its own %s', (option) => {
    expect(run(`await list({ ${option} });`).status).toBe(7);
  });

  it.each([
    ['a loop over symbols', `for await (const each of session.symbols('*', { module })) process.exit(7);`],
    ['a loop over types', `for await (const each of session.types('*', { module })) process.exit(7);`],
    ['a loop over lines', `for await (const each of session.lines('*', { module })) process.exit(7);`],
    [
      'addresses for a stream',
      `const addresses = function* () { yield module.base; process.exit(7); };
       for await (const each of session.symbolizeStream(addresses()));`,
    ],
  ])('ends by %s', (_what, deed) => {
    expect(run(deed)).toEqual({ status: 7, stdout: '', stderr: '' });
  });

  it.each(['where', 'onProgress'])('ends with the uncaught exception of what its %s began', (option) => {
    const { status, stderr } = run(`
      const thrower = () => { throw new Error('thrown in the midst'); };
      await list({ ${option}: () => { queueMicrotask(thrower); return true; } });
      await listForEver();
    `);
    expect(status).toBe(1);
    expect(stderr).toContain('thrown in the midst');
  });

  it('ends though a loop is not read on', () => {
    const deed = `await session.symbols('*', { module }).next(); process.exitCode = 7;`;
    expect(run(deed)).toEqual({ status: 7, stdout: '', stderr: '' });
  });

  it('lives until the listing has ended, and not longer', () => {
    expect(run(`process.exitCode = (await list()) > 10 ? 7 : 1;`)).toEqual({ status: 7, stdout: '', stderr: '' });
  });

  it('ends though the thread waits for a listing that never comes', () => {
    const program = `await new Promise((resolve) => setTimeout(resolve, 1000)); process.exitCode = 7;`;
    expect(run(program)).toEqual({ status: 7, stdout: '', stderr: '' });
  });

  it('needs no thread: without its file, listings run on the main thread, which is told once', () => {
    const folder = mkdtempSync(path.join(path.dirname(built), 'bundled-'));
    try {
      cpSync(built, folder, { recursive: true, filter: (file) => path.basename(file) !== 'listing-worker.js' });
      const { status, stderr } = run(`process.exitCode = (await list()) > 10 && (await list()) > 10 ? 7 : 1;`, folder);
      expect(status).toBe(7);
      expect(stderr.match(/DBGHELP_NO_WORKER/g)).toHaveLength(1);
      expect(stderr).toMatch(/there is no .*listing-worker\.js: leave the package `dbghelp` out of your bundle/);
    } finally {
      rmSync(folder, { recursive: true });
    }
  });
});
