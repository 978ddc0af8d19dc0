import type { ChildProcess, SpawnOptions, StdioOptions } from 'node:child_process';
import { existsSync } from 'node:fs';
import path from 'node:path';
import { checkInteger, checkText, wrongType } from '../base/checks';
import { afterTime } from '../base/clock';
import { lateModules } from '../base/late-modules';
import { checkOptionNames, ownOnly, type OptionNames } from '../base/option-names';

/** Options for starting processes that work for this one: the helper of `writeMinidump`, the workers of a pool. */
export interface HelperOptions {
  /** The path of a Node.js; `process.execPath` by default. */
  readonly execPath?: string | undefined;
  /**
   * Command-line options of that Node.js. By default none; if the package runs from TypeScript sources, those of this
   * process.
   */
  readonly execArgv?: readonly string[] | undefined;
  /** Environment variables in addition to those of this process. */
  readonly env?: Readonly<Record<string, string>> | undefined;
  /** The longest time that the process may take to start, in milliseconds; 30,000 by default. */
  readonly timeout?: number | undefined;
}

const helperNames: OptionNames<HelperOptions> = { execPath: true, execArgv: true, env: true, timeout: true };

/** @internal */
export const usualStartTimeout = 30_000;

/** @internal */
export function checkHelperOptions(helper: unknown, label: (member: string) => string): HelperOptions {
  if (helper === undefined) return checkHelperOptions({}, label);
  if (typeof helper !== 'object' || helper === null) throw wrongType(label(''), 'an object', helper);
  checkOptionNames(helper, helperNames, label('').replace(/: `.*/, ''), label('').replace(/.*`(.*)`/, '$1'));
  const { execPath, execArgv, env, timeout } = helper as HelperOptions;
  if (execPath !== undefined) checkText(execPath, label('.execPath'));
  if (execArgv !== undefined) {
    if (!Array.isArray(execArgv)) throw wrongType(label('.execArgv'), 'an array of strings', execArgv);
    for (const argument of execArgv) checkText(argument, label('.execArgv'));
  }
  if (env !== undefined) {
    if (typeof (env as unknown) !== 'object') throw wrongType(label('.env'), 'an object', env);
    for (const [name, value] of Object.entries(env)) checkText(value, label(`.env.${name}`));
  }
  if (timeout !== undefined) checkInteger(timeout, 1, 0x7fff_ffff, label('.timeout'));
  // What other code adds to `Object.prototype` must not choose the program.
  return { execPath, execArgv, env, timeout };
}

/**
 * Why a program of the package cannot be started in a process of its own; undefined if it can.
 *
 * @internal
 */
export function whyNotStarted(file: string, { execPath }: HelperOptions): string | undefined {
  if (execPath === undefined && isSingleExecutable()) {
    return `${process.execPath} is a program of its own and would start once more`;
  }
  return existsSync(file) ? undefined : `there is no ${file}: leave the package \`dbghelp\` out of your bundle`;
}

/**
 * Starts a program of the package, and listens to its messages.
 *
 * @internal
 */
export function startHelper(file: string, { execPath, execArgv, env }: HelperOptions): ChildProcess {
  const compiled = path.extname(file) === '.js';
  const variables: NodeJS.ProcessEnv = ownOnly({
    ...process.env,
    // The helper must not load the modules that NODE_OPTIONS names for this process, except those that load TypeScript.
    ...(compiled ? { NODE_OPTIONS: undefined } : {}),
    ...(process.versions['electron'] === undefined ? {} : { ELECTRON_RUN_AS_NODE: '1' }),
    ...env,
  });
  const args = [...(execArgv ?? (compiled ? [] : process.execArgv)), file];
  const stdio: StdioOptions = ['ignore', 'ignore', 'pipe', 'ipc'];
  const options: SpawnOptions = { stdio, serialization: 'advanced', windowsHide: true, env: variables };
  return lateModules.childProcess().spawn(execPath ?? process.execPath, args, ownOnly(options));
}

const mostErrorText = 4096;

/** How a process failed to start or ended, as the beginning of a sentence. */
interface ProgramEnd {
  readonly how: string;
  /** Whether it took too long to start, and is being ended. */
  readonly isLate?: boolean;
  readonly cause?: Error;
  readonly exitCode?: number | undefined;
}

/**
 * Reports how a process ends, or that it cannot start or does not start in time, with the last text that it wrote to
 * its stderr.
 *
 * @param ended - describes an exit code or signal
 * @returns a function to call when the program runs
 * @internal
 */
export function watchProgram(
  child: ChildProcess,
  timeout: number,
  ended: (code: number | null, signal: NodeJS.Signals | null) => string,
  over: (end: ProgramEnd) => void,
): () => void {
  const program = child.spawnfile;
  let said = '';
  child.stderr?.setEncoding('utf8').on('data', (text: string) => {
    said = (said + text).slice(-mostErrorText);
  });
  const lastWords = (): string => (said.trim() === '' ? '' : `, and said: ${said.trim()}`);
  const stop = afterTime(timeout, () => {
    over({ how: `${program} did not start as a Node.js within ${String(timeout)} ms${lastWords()}`, isLate: true });
    child.kill('SIGKILL');
  });
  child.on('error', (cause) => {
    stop();
    over({ how: `${program} could not be started: ${cause.message}`, cause });
  });
  // Not 'exit', which may come before its last messages.
  child.once('close', (code, signal) => {
    stop();
    over({ how: `${ended(code, signal)}${lastWords()}`, exitCode: code ?? undefined });
  });
  return stop;
}

function isSingleExecutable(): boolean {
  // Neither is in every Node.js 20, nor the second in every Electron.
  if (!('getBuiltinModule' in process)) return false;
  const sea = process.getBuiltinModule('node:sea') as { isSea(): boolean } | undefined;
  return sea?.isSea() ?? false;
}
