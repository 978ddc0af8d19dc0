import { spawn, type ChildProcess } from 'node:child_process';
import path from 'node:path';
import { buildSync } from 'esbuild';
import type { Outcome, Task } from './client-process';

/** Bundles a program of this folder into one file: from the sources, each process would take seconds to start. */
export function bundle(program: string, folder: string): string {
  const outfile = path.join(folder, `${program}.cjs`);
  buildSync({
    entryPoints: [path.join(__dirname, `${program}.ts`)],
    outfile,
    bundle: true,
    platform: 'node',
    target: 'node20',
    external: ['koffi'],
    logLevel: 'error',
  });
  return outfile;
}

/** Starts a process that fetches files, with the given command if there is one. */
export function startClient(
  program: string,
  task: Task,
  command: readonly string[] = [],
): { readonly child: ChildProcess; readonly outcome: Promise<Outcome | null> } {
  const line = [...command, process.execPath, program, JSON.stringify(task)];
  const child = spawn(line[0]!, line.slice(1), { stdio: ['ignore', 'pipe', 'inherit'] });
  let text = '';
  child.stdout.on('data', (part: Buffer) => (text += part.toString()));
  const outcome = new Promise<Outcome | null>((resolve) => {
    child.on('close', () => {
      resolve(text === '' ? null : (JSON.parse(text) as Outcome));
    });
  });
  return { child, outcome };
}
