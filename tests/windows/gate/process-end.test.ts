import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { scene } from '../fixtures';

const built = JSON.stringify(process.env['DBGHELP_BUILT']!);

interface Ended {
  readonly code: number | null;
  readonly out: string;
  readonly err: string;
}

/** Runs a script that has `dbghelp`, the package, and a session with a module. */
async function run(script: string): Promise<Ended> {
  const whole = `
    const dbghelp = require(${built});
    const { writeSync } = require('node:fs');
    const say = (text) => writeSync(1, text + ' ');
    const exit = () => process.exit(7);
    process.once('exit', (code) => say('first ' + code));
    (async () => {
      const session = await dbghelp.SymbolSession.open();
      const module = await session.loadModule(${JSON.stringify(scene)});
      ${script}
    })();`;
  const child = spawn(process.execPath, ['-e', whole], { stdio: ['ignore', 'pipe', 'pipe'] });
  let [out, err] = ['', ''];
  child.stdout.on('data', (text: Buffer) => (out += String(text)));
  child.stderr.on('data', (text: Buffer) => (err += String(text)));
  const timer = setTimeout(() => child.kill('SIGKILL'), 180_000);
  const [code] = (await once(child, 'close')) as [number | null];
  clearTimeout(timer);
  return { code, out: out.trim(), err };
}

describe('process.exit()', () => {
  it.each([
    [
      'in a callback of a call off the main thread',
      'void session.run((api) => api.SymEnumerateModulesW64.async(session.key, exit, null));',
    ],
    [
      'while such a call waits for its callback',
      `void session.run((api) => {
         const call = api.SymEnumerateModulesW64.async(session.key, () => undefined, null);
         Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 300);
         exit();
         return call;
       });`,
    ],
    [
      'in an event of a load',
      `session.on('diagnostic', exit);
       await session.unloadModule(module);
       await session.loadModule(${JSON.stringify(scene)});`,
    ],
    [
      'in the progress of a dump',
      `const target = require('node:child_process').spawn(process.execPath, ['-e', 'setInterval(() => 0, 1000)']);
       process.once('exit', () => target.kill());
       const path = require('node:path').join(require('node:os').tmpdir(), 'dbghelp-' + process.pid + '.dmp');
       await require('node:timers/promises').setTimeout(500);
       await dbghelp.writeMinidump({ pid: target.pid, path, type: 'normal', onProgress: exit });`,
    ],
  ])('%s ends the process with that code, after all listeners', async (_when, script) => {
    const { code, out } = await run(`process.on('exit', (code) => say('last ' + code)); ${script}`);
    expect([code, out]).toEqual([7, 'first 7 last 7']);
  });

  it('with another exit code that a listener sets ends with that one', async () => {
    const { code } = await run(`
      process.on('exit', () => { process.exitCode = 9; });
      void session.run((api) => api.SymEnumerateModulesW64.async(session.key, exit, null));`);
    expect(code).toBe(9);
  });
});

it('an uncaught exception is printed though a call is off the main thread', async () => {
  const { code, err } = await run(`
    process.nextTick(() => { throw new Error('thrown in the midst'); });
    void session.run((api) => {
      const call = api.SymEnumerateModulesW64.async(session.key, () => undefined, null);
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 300);
      return call;
    });`);
  expect(code).toBe(1);
  expect(err).toMatch(/Error: thrown in the midst\n +at /);
});

describe('a program that has nothing left to do', () => {
  it('is told of a job that has not settled', async () => {
    const { code, err } = await run('void dbghelp.dbghelp.run(() => new Promise(() => undefined));');
    expect(code).toBe(0);
    expect(err).toMatch(/\[DBGHELP_JOB_NOT_SETTLED\] DbgHelpWarning: The job of dbghelp\.run has not settled/);
  });

  it('is told nothing of jobs that have', async () => {
    const { code, err } = await run('await dbghelp.dbghelp.run(() => 1); await session.close();');
    expect([code, err]).toEqual([0, '']);
  });

  it('has its call rejected if a job waits for it through another part of the program', async () => {
    const { out, err } = await run(`
      let ask;
      const loader = async () => {
        for (;;) {
          const { resolve, reject } = await new Promise((wake) => (ask = wake));
          session.symbolize(module.base).then(resolve, reject);
        }
      };
      void loader();
      const load = () => new Promise((resolve, reject) => ask({ resolve, reject }));
      await session.run(async (api) => api.SymGetOptions() && load()).catch(({ code, message }) => say(code + ' ' + message));`);
    expect(out).toMatch(/^DBGHELP_BUSY SymbolSession\.symbolize: SymbolSession\.run has DbgHelp, does not call it/);
    expect(err).toMatch(/DBGHELP_JOB_NOT_SETTLED/);
  });
});
