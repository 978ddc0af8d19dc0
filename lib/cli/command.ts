import { readFileSync, existsSync } from 'node:fs';
import path from 'node:path';
import { misspelt } from '../base/option-names';
import { Context, problemText } from './context';
import { generalHelp, verbHelp } from './help';
import { parse, takesValue } from './parse';
import { columnsOf, whenOutputFails, write } from './standard-streams';
import { isUsageError, UsageError } from './usage-error';
import { verbs, type VerbName } from './verbs';
import { expanded } from './wildcards';

/** What the file of each verb in `verbs/` gives. */
export interface Verb {
  run(context: Context, args: readonly string[]): Promise<void>;
}

/** Runs the command, and sets the exit code of the process. Nothing that goes wrong shows a stack, unless asked to. */
export async function runCommand(given: readonly string[]): Promise<void> {
  const verbose = given.includes('--verbose');
  const end = (error: unknown): never => {
    complain(error, verbose);
    process.exit(isUsageError(error) ? 2 : 1);
  };
  process.on('uncaughtException', end);
  whenOutputFails(end);
  try {
    process.exitCode = await chosen(given);
  } catch (error) {
    complain(error, verbose);
    process.exitCode = isUsageError(error) ? 2 : 1;
  }
}

/** Does what the arguments say; returns the exit code. */
async function chosen(given: readonly string[]): Promise<number> {
  const [first, ...rest] = given;
  if (first === undefined) {
    await write(2, generalHelp(columnsOf(2) ?? usualColumns));
    return 2;
  }
  if (first === 'help' && rest[0] !== undefined) return chosen([rest[0], '--help']);
  const named = namedVerb(given);
  if (!named && helpWords.has(first)) return shown(generalHelp);
  if (versionWords.has(first)) return shown(() => `${packageVersion()}\n`);
  if (!named && !first.startsWith('-') && !looksLikeFile(first)) {
    if (first.trim() === '') throw new UsageError('an argument is empty; is a variable of the shell not set?');
    const meant = misspelt(first, Object.keys(verbs));
    throw new UsageError(
      `there is no verb ${first}, and no such file; ${meant === undefined ? '' : `did you mean ${meant}? `}dbghelp --help lists the verbs`,
    );
  }
  const { verb, others } = named ?? { verb: 'report', others: given };
  const { options, args } = parse(verb, others, named ? verb : 'dbghelp');
  const other = takesFiles(verb) ? args.filter(isVerb).find((arg) => !existsSync(arg)) : undefined;
  if (other !== undefined) throw new UsageError(otherVerb(other));
  if (options['help'] === true) return shown((columns) => verbHelp(verb, columns));
  // The DLL of this process, and of those that it starts.
  if (typeof options['dll'] === 'string') process.env['DBGHELP_PATH'] = path.resolve(options['dll']);
  const context = new Context(options);
  await load(verb).run(context, takesFiles(verb) ? expanded(args) : args);
  context.progress('');
  return context.exitCode;
}

const otherVerb = (name: VerbName): string =>
  `${name} is a verb: give one of them, before its arguments, as in dbghelp ${`${name} ${verbs[name].takes}`.trim()}`;

const versionWords: ReadonlySet<string> = new Set(['--version', '-v', '-V']);
const helpWords: ReadonlySet<string> = new Set(['help', '--help', '-h']);

/** The verb among the arguments, which options may precede, and the other arguments. */
function namedVerb(
  given: readonly string[],
): { readonly verb: VerbName; readonly others: readonly string[] } | undefined {
  for (const [at, arg] of given.entries()) {
    if (at > 0 && takesValue(given[at - 1]!)) continue;
    if (isVerb(arg) && (at === 0 || !existsSync(arg))) return { verb: arg, others: given.toSpliced(at, 1) };
    if (arg === '--' || !arg.startsWith('-')) return undefined;
  }
  return undefined;
}

async function shown(text: (columns: number) => string): Promise<number> {
  await write(1, text(columnsOf(1) ?? usualColumns));
  return 0;
}

/** Of what is no terminal. */
const usualColumns = 100;

const isVerb = (name: string): name is VerbName => Object.hasOwn(verbs, name);

/** Whether a verb takes any number of files. */
const takesFiles = (verb: VerbName): boolean => /(?:FILE|DUMP)\.\.\.$/.test(verbs[verb].takes);

const looksLikeFile = (text: string): boolean => /[\\/.]/.test(text) || existsSync(text);

/** By its file's name: what is not chosen is not loaded. */
// eslint-disable-next-line @typescript-eslint/no-require-imports
const load = (verb: VerbName): Verb => require(path.join(__dirname, 'verbs', verb)) as Verb;

function complain(error: unknown, verbose: boolean): void {
  const text = problemText(error, verbose);
  const hint = isUsageError(error) && !verbose && !text.includes('--help') ? ' (--help shows how)' : '';
  new Context({}).note(text + hint);
}

/** That of the package.json above this file, in the sources and in `dist`. */
function packageVersion(): string {
  for (let folder = __dirname; ; folder = path.dirname(folder)) {
    const file = path.join(folder, 'package.json');
    if (existsSync(file)) return (JSON.parse(readFileSync(file, 'utf8')) as { version: string }).version;
  }
}
