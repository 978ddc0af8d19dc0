import { readFileSync, existsSync } from 'node:fs';
import path from 'node:path';
import { nearest } from '../base/option-names';
import { Context, problemText } from './context';
import { generalHelp, verbHelp } from './help';
import { parse } from './parse';
import { isUsageError, UsageError } from './usage-error';
import { verbs, type VerbName } from './verbs';

/** What the file of each verb in `verbs/` gives. */
export interface Verb {
  run(context: Context, args: readonly string[]): Promise<void>;
}

/** What somebody who pipes into `head` expects of an end that is gone. */
const closedPipe: ReadonlySet<string> = new Set(['EPIPE', 'EOF', 'ERR_STREAM_DESTROYED', 'ECANCELED']);

/** Runs the command, and sets the exit code of the process. Nothing that goes wrong shows a stack, unless asked to. */
export async function runCommand(given: readonly string[]): Promise<void> {
  const verbose = given.includes('--verbose');
  const end = (error: unknown): never => {
    complain(error, verbose);
    process.exit(isUsageError(error) ? 2 : 1);
  };
  process.on('uncaughtException', end);
  process.stdout.on('error', (error: NodeJS.ErrnoException) => {
    if (closedPipe.has(error.code ?? '')) process.exit(0);
    end(error);
  });
  process.stderr.on('error', () => undefined);
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
  const columns = process.stdout.columns || 100;
  if (first === undefined) {
    process.stderr.write(generalHelp(process.stderr.columns || 100));
    return 2;
  }
  if (first === 'help' && rest[0] !== undefined) return chosen([rest[0], '--help']);
  if (first === '--help' || first === '-h' || first === 'help') return shown(generalHelp(columns));
  if (first === '--version') return shown(`${packageVersion()}\n`);
  const isNamed = isVerb(first);
  if (!isNamed && !first.startsWith('-') && !looksLikeFile(first)) {
    throw new UsageError(
      `there is no verb ${first}, and no such file; did you mean ${nearest(first, Object.keys(verbs))}? dbghelp --help lists the verbs`,
    );
  }
  const verb = isNamed ? first : 'report';
  const { options, args } = parse(verb, isNamed ? rest : given);
  if (options['help'] === true) return shown(verbHelp(verb, columns));
  // The DLL of this process, and of those that it starts.
  if (typeof options['dll'] === 'string') process.env['DBGHELP_PATH'] = path.resolve(options['dll']);
  const context = new Context(options);
  await load(verb).run(context, args);
  context.progress('');
  return context.exitCode;
}

function shown(text: string): number {
  process.stdout.write(text);
  return 0;
}

const isVerb = (name: string): name is VerbName => Object.hasOwn(verbs, name);

const looksLikeFile = (text: string): boolean => /[\\/.]/.test(text) || existsSync(text);

/** By its file's name: what is not chosen is not loaded. */
// eslint-disable-next-line @typescript-eslint/no-require-imports
const load = (verb: VerbName): Verb => require(path.join(__dirname, 'verbs', verb)) as Verb;

function complain(error: unknown, verbose: boolean): void {
  const hint = isUsageError(error) && !verbose ? ' (--help shows how)' : '';
  new Context({}).note(problemText(error, verbose) + hint);
}

/** That of the package.json above this file, in the sources and in `dist`. */
function packageVersion(): string {
  for (let folder = __dirname; ; folder = path.dirname(folder)) {
    const file = path.join(folder, 'package.json');
    if (existsSync(file)) return (JSON.parse(readFileSync(file, 'utf8')) as { version: string }).version;
  }
}
