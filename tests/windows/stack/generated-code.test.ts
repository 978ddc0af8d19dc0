import { spawn, type ChildProcess, type StdioOptions } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, open, readFile, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { setTimeout } from 'node:timers/promises';
import {
  crashReport,
  Minidump,
  SymbolSession,
  V8CodeLog,
  walkDump,
  walkProcess,
  walkThread,
  writeMinidump,
  type StackFrame,
  type ThreadStack,
} from '../../../lib';

/** Loops for ever in JavaScript, in code that has moved since it was made. */
const program = `function inner(n) { let sum = 0; while (n) sum = (sum + n) | 0; return sum; }
function middle(n) { return inner(n) + 1; }
function outer(n) { return middle(n) + 1; }
setTimeout(() => { outer(0); gc(); gc(); console.log('ready'); outer(3); }, 10);
`;
/** Their names and lines, innermost first. */
const chain = ['inner 1', 'middle 2', 'outer 3', '(anonymous) 4'];

let child: ChildProcess;
let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(path.join(os.tmpdir(), 'busy-'));
  await writeFile(path.join(folder, 'busy.js'), program);
  // V8 makes code for each function, even if it is interpreted, and logs it.
  const flags = ['--interpreted-frames-native-stack', '--log-code', '--no-logfile-per-isolate', '--logfile=-'];
  const moving = ['--expose-gc', '--compact-on-every-full-gc'];
  await using output = await open(path.join(folder, 'v8.log'), 'w');
  const stdio: StdioOptions = ['ignore', output.fd, 'inherit'];
  child = spawn(process.execPath, [...flags, ...moving, 'busy.js'], { cwd: folder, stdio });
  while (!(await readText()).includes('ready')) {
    if (child.exitCode !== null) throw new Error(`The program ended with ${String(child.exitCode)}`);
    await setTimeout(20);
  }
  // It says so before it calls the function that loops.
  for (;;) {
    const [stack] = await walkProcess(child.pid!);
    if (stack!.frames[0]?.generated === true) break;
    await setTimeout(20);
  }
});
afterAll(async () => {
  const ended = once(child, 'exit');
  child.kill();
  await ended;
  await rm(folder, { recursive: true, force: true, maxRetries: 5 });
});

const readText = (): Promise<string> => readFile(path.join(folder, 'v8.log'), 'utf8');
async function readLog(): Promise<V8CodeLog> {
  const text = await readText();
  expect(text).toContain('code-move,');
  return V8CodeLog.parse(text);
}

function expectNamed({ frames }: Pick<ThreadStack, 'frames'>): void {
  const named = frames.slice(0, functions).map(({ symbol }) => {
    const source = symbol && 'source' in symbol ? symbol.source : undefined;
    expect([symbol?.module, source && path.win32.basename(source.file)]).toEqual(['JavaScript', 'busy.js']);
    return `${String(symbol?.name)} ${String(source?.line)}`;
  });
  expect(named).toEqual(chain);
}

/** inner, middle, outer and the function of the timer. */
const functions = 4;

function expectGenerated({ frames, end }: Pick<ThreadStack, 'frames' | 'end'>): void {
  const generated = frames.filter((frame) => frame.generated);
  expect(generated.length).toBeGreaterThanOrEqual(functions);
  expect(frames.slice(0, functions).every((frame) => frame.generated)).toBe(true);
  expect(frames[0]).toMatchObject({ foundBy: 'context', trust: 'context', symbol: null });
  for (const { foundBy, trust, symbol } of generated.slice(1))
    expect({ foundBy, trust, symbol }).toEqual({ foundBy: 'frame-pointer', trust: 'frame-pointer', symbol: null });
  // The code is called from node.exe.
  const after = frames.slice(frames.lastIndexOf(generated.at(-1)!) + 1);
  expect(after[0]).toMatchObject({ foundBy: 'frame-pointer', generated: false });
  expect(after[0]!.symbol?.module).toMatch(/^node/i);
  // On ia32, V8's own code for calls lies in node.exe, which only its PDB tells how to unwind.
  if (process.arch === 'ia32') return;
  expect(end).toBe('complete');
  expect(after.every(isTrusted)).toBe(true);
  expect(after.at(-1)!.symbol?.module).toBe('ntdll');
}

const isTrusted = ({ trust }: StackFrame): boolean => trust !== 'scan';

it('the stack of a thread that is busy in JavaScript goes on through the generated code', async () => {
  const [stack] = await walkProcess(child.pid!);
  expectGenerated(stack!);
  expectNamed(await walkThread({ process: child.pid!, threadId: stack!.threadId, codeLog: await readLog() }));
});

it('the same stack is in a dump, which says nothing about its memory', async () => {
  const file = path.join(folder, 'busy.dmp');
  await writeMinidump({ pid: child.pid!, path: file, type: 'normal' });
  await using dump = await Minidump.open(file);
  expect(dump.memoryInfo).toEqual([]);
  await using session = await SymbolSession.open();
  const threadIds = [dump.threads[0]!.id];
  const [stack] = await walkDump(dump, session, { threadIds });
  expectGenerated(stack!);
  const [named] = await walkDump(dump, session, { threadIds, codeLog: await readLog() });
  expectNamed(named!);
  const report = await crashReport(dump, session, { threads: 'faulting', codeLog: await readLog() });
  expect(report.threads[0]!.frames.slice(0, functions).map(({ location }) => location)).toEqual(
    ['inner', 'middle', 'outer', '(anonymous)'].map((name, index): unknown =>
      expect.objectContaining({
        ...{ level: 'line', module: 'JavaScript', function: name },
        source: { file: expect.stringMatching(/busy\.js$/) as string, line: index + 1 },
      }),
    ),
  );
});

it('a log is a V8CodeLog', async () => {
  const codeLog = 'v8.log' as unknown as V8CodeLog;
  await expect(walkProcess(child.pid!, { codeLog })).rejects.toThrow(/`codeLog`.*V8CodeLog/);
});
