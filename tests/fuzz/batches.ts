import { spawn } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import { createInterface } from 'node:readline';

/** Walks damaged dumps in separate processes. A process that dies is started again after the dump at which it died. */

const root = path.join(__dirname, '../..');
const slowMilliseconds = 5000;
const hangMilliseconds = 30_000;

export interface Outcome {
  readonly number: number;
  readonly milliseconds: number;
  /** The output of the child, `died ...` or `hung`. */
  readonly what: string;
}

/** Runs walk-mutants.ts until it ends, and returns the outcome of each dump that it began. */
export async function runBatch(args: readonly string[]): Promise<Outcome[]> {
  const child = spawn(
    process.execPath,
    [
      '--require',
      path.join(root, 'node_modules/ts-node/register/transpile-only.js'),
      path.join(__dirname, 'walk-mutants.ts'),
      ...args,
    ],
    {
      cwd: root,
      stdio: ['ignore', 'pipe', 'pipe'],
      env: { ...process.env, TS_NODE_PROJECT: path.join(root, 'tsconfig.json') },
    },
  );
  const outcomes: Outcome[] = [];
  let begun: number | undefined;
  const watched = { hung: false };
  let errors = '';
  const watch = (): NodeJS.Timeout =>
    setTimeout(() => {
      watched.hung = true;
      child.kill();
    }, hangMilliseconds);
  let watchdog: NodeJS.Timeout | undefined;
  child.stderr.setEncoding('utf8').on('data', (text: string) => (errors += text));
  const exited = once(child, 'exit') as Promise<[number | null]>;
  for await (const line of createInterface({ input: child.stdout })) {
    clearTimeout(watchdog);
    const [word, number, milliseconds, ...what] = line.split(' ');
    if (word === 'begin') {
      begun = Number(number);
      watchdog = watch();
    }
    if (word === 'end') {
      outcomes.push({ number: Number(number), milliseconds: Number(milliseconds), what: what.join(' ') });
      begun = undefined;
    }
  }
  clearTimeout(watchdog);
  const [code] = await exited;
  if (begun !== undefined)
    outcomes.push({ number: begun, milliseconds: 0, what: watched.hung ? 'hung' : died(code, errors) });
  else if (code !== 0) throw new Error(`The child ended with ${String(code)} between two dumps\n${errors}`);
  return outcomes;
}

/** Windows ends a process with an exception code; the reason why Node.js ends itself is on stderr. */
function died(code: number | null, errors: string): string {
  const byException = code !== null && code >>> 30 === 3 && errors === '';
  return byException ? `died of 0x${(code >>> 0).toString(16)}` : `FAILED ended with ${String(code)} ${errors}`;
}

/** All dumps of a range, with as many children as needed. */
export async function runRange(seed: number, range: [from: number, to: number]): Promise<Outcome[]> {
  const outcomes: Outcome[] = [];
  for (let [from, to] = range; from < to;) {
    outcomes.push(...(await runBatch([seed, from, to].map(String))));
    const last = outcomes.at(-1)?.number ?? -1;
    if (last < from) throw new Error(`The child did not begin with dump ${String(from)}`);
    from = last + 1;
  }
  return outcomes;
}

/** A death inside the DLL is no failure. */
export const isFailure = ({ what, milliseconds }: Outcome): boolean =>
  /^(?:FAILED|hung)/.test(what) || milliseconds > slowMilliseconds;

export const isDeath = ({ what }: Outcome): boolean => what.startsWith('died');
