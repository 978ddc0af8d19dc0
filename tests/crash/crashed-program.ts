import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import type { Readable } from 'node:stream';

/** A run of a program that has crashed, or waits, until its dump is written. */
export interface CrashedProgram {
  readonly pid: number;
  readonly threadId: number;
  /** Address of its EXCEPTION_POINTERS; 0 if it only waits. */
  readonly exceptionPointers: bigint;
  /** What the program tells of its own calls, innermost first: where each goes on, and where its return address lies. */
  readonly calls: readonly { readonly address: bigint; readonly slot: bigint }[];
  /** Memory that the dump should have besides its stacks. */
  readonly memory: readonly { readonly start: bigint; readonly size: bigint }[];
}

/**
 * Runs a program that crashes or waits according to its argument, calls a function meanwhile, and lets the program end.
 */
export async function withCrashedProgram<T>(
  program: string,
  kind: string,
  look: (crashed: CrashedProgram) => T | Promise<T>,
): Promise<T> {
  const child = spawn(program, [kind], { stdio: ['pipe', 'pipe', 'inherit'] });
  try {
    return await look({ pid: child.pid!, ...(await announced(child, child.stdout, kind)) });
  } finally {
    child.kill();
  }
}

/** The program's output before it waits: a name and two numbers per line, with `crash` or `ready` in the last one. */
async function announced(child: ChildProcess, stdout: Readable, kind: string): Promise<Omit<CrashedProgram, 'pid'>> {
  let text = '';
  for await (const chunk of stdout) {
    text += String(chunk);
    const crash = /^(?:crash|ready) (\S+) (\S+)\r$/m.exec(text);
    if (!crash) continue;
    const pairs = (name: string): readonly (readonly [bigint, bigint])[] =>
      [...text.matchAll(new RegExp(`^${name} (\\S+) (\\S+)\\r$`, 'gm'))].map(
        ([, first = '', second = '']) => [BigInt(first), BigInt(second)] as const,
      );
    const memory = pairs('memory').map(([start, size]) => ({ start, size }));
    const calls = pairs('call').map(([address, slot]) => ({ address, slot }));
    return { threadId: Number(crash[1]), exceptionPointers: BigInt(crash[2]!), calls, memory };
  }
  if (child.exitCode === null) await once(child, 'exit');
  throw new Error(`The program ended with ${String(child.exitCode)} before it said that it was there: ${kind}`);
}
