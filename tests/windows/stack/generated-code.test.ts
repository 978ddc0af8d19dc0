import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import {
  Minidump,
  SymbolSession,
  walkDump,
  walkProcess,
  writeMinidump,
  type StackFrame,
  type ThreadStack,
} from '../../../lib';

/** Loops for ever in JavaScript. */
const program = `
  function inner(n) { let sum = 0; for (;;) sum = (sum + n) | 0; }
  function middle(n) { return inner(n) + 1; }
  function outer(n) { return middle(n) + 1; }
  setTimeout(() => { process.stdout.write('ready'); outer(3); }, 10);
`;

let child: ChildProcess;
beforeAll(async () => {
  // So that V8 makes code for each function, even if it is interpreted.
  const flags = ['--interpreted-frames-native-stack'];
  child = spawn(process.execPath, [...flags, '--eval', program], { stdio: ['ignore', 'pipe', 'inherit'] });
  await once(child.stdout!, 'data');
});
afterAll(() => child.kill());

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
  expect(end).toBe('complete');
  expect(after.every(isTrusted)).toBe(true);
  expect(after.at(-1)!.symbol?.module).toBe('ntdll');
}

const isTrusted = ({ trust }: StackFrame): boolean => trust !== 'scan';

// On ia32, V8's own code for calls lies in node.exe, which only its PDB tells how to unwind.
const itOn64 = process.arch === 'ia32' ? it.skip : it;

itOn64('the stack of a thread that is busy in JavaScript goes on through the generated code', async () => {
  const [stack] = await walkProcess(child.pid!);
  expectGenerated(stack!);
});

itOn64('the same stack is in a dump, which says nothing about its memory', async () => {
  const folder = await mkdtemp(path.join(os.tmpdir(), 'busy-'));
  try {
    const file = path.join(folder, 'busy.dmp');
    await writeMinidump({ pid: child.pid!, path: file, type: 'normal' });
    await using dump = await Minidump.open(file);
    expect(dump.memoryInfo).toEqual([]);
    await using session = await SymbolSession.open();
    const [stack] = await walkDump(dump, session, { threadIds: [dump.threads[0]!.id] });
    expectGenerated(stack!);
  } finally {
    await rm(folder, { recursive: true });
  }
});
