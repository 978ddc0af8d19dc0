import { spawn, spawnSync, type SpawnSyncOptions } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';

/** What the command printed, and how it ended. */
export interface Outcome {
  readonly stdout: string;
  readonly stderr: string;
  readonly status: number | null;
}

/** Runs the built command as a program, as `npx dbghelp` does. */
export function runBuilt(built: string, args: readonly string[], options: SpawnSyncOptions = {}): Outcome {
  const { stdout, stderr, status } = spawnSync(process.execPath, [path.join(built, 'cli/main.js'), ...args], {
    ...options,
    env: { ...process.env, _NT_SYMBOL_PATH: '', ...options.env },
    encoding: 'utf8',
    maxBuffer: 2 ** 28,
  });
  return { stdout, stderr, status };
}

/** How the command ends, and what it says, if its reader stops after the first bytes; standard input is closed. */
export async function cutShort(
  built: string,
  args: readonly string[],
): Promise<{ readonly code: unknown; readonly stderr: string }> {
  const child = spawn(process.execPath, [path.join(built, 'cli/main.js'), ...args], {
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let stderr = '';
  child.stderr.on('data', (text: Buffer) => (stderr += text.toString()));
  child.stdout.once('data', () => child.stdout.destroy());
  const [code] = (await once(child, 'close')) as [unknown];
  return { code, stderr };
}

/** The command of the package that was built for this run. */
export const dbghelpCommand = (...args: readonly string[]): Outcome => runBuilt(process.env['DBGHELP_BUILT']!, args);

/** What it printed, for a run that must end well. */
export function printed(...args: readonly string[]): string {
  const { stdout, stderr, status } = dbghelpCommand(...args);
  expect({ stderr, status }).toEqual({ stderr: '', status: 0 });
  return stdout;
}

export const lines = (text: string): string[] => text.split(/\r?\n/).filter((line) => line !== '');

/** What `--json` printed. */
export const json = (...args: readonly string[]): Record<string, unknown> =>
  JSON.parse(printed(...args, '--json')) as Record<string, unknown>;

/** An answer of the package as JSON has it. */
export const asJson = (answer: unknown): unknown => JSON.parse(JSON.stringify(answer));
