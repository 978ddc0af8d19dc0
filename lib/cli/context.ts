import { columnsOf, isTerminal, streamOf, write } from './standard-streams';
import { isUsageError } from './usage-error';
import type { OptionsOf, VerbName } from './verbs';

/** Times between two changes of the progress line, in milliseconds. */
const progressPause = 100;

/** What a verb says of a file: for programs, and for people. */
export interface Answer {
  readonly data: object;
  readonly text: string;
}

/** What a verb works with: its options, and where its answers go. */
export class Context<Name extends VerbName = VerbName> {
  readonly options: OptionsOf<Name>;
  /** What the command ends with. */
  exitCode = 0;
  readonly #isTerminal = isTerminal(2);
  #shown = 0;
  #line = '';

  constructor(options: OptionsOf<Name>) {
    this.options = options;
  }

  /** Standard output as a stream, for what is no text. */
  get output(): NodeJS.WriteStream {
    return streamOf(1);
  }

  /** Prints text, in which control characters cannot reach a terminal. Loops wait for it, so that memory stays flat. */
  write(text: string): Promise<void> {
    return this.#send(text.replace(controls, '\ufffd'));
  }

  /** Prints the one answer of the verb as JSON, with the version of its form. */
  json(answer: object): Promise<void> {
    return this.#send(`${JSON.stringify({ version: 1, ...answer })}\n`);
  }

  /** Prints a list as JSON `{ "version": 1, NAME: [...] }`, an item at a time; returns how many there were. */
  async jsonList(name: string, items: Iterable<unknown> | AsyncIterable<unknown>): Promise<number> {
    let count = 0;
    let text = `{"version":1,${JSON.stringify(name)}:[`;
    for await (const item of items) {
      text += `${count === 0 ? '' : ','}\n${JSON.stringify(item)}`;
      count++;
      if (text.length < chunk) continue;
      await this.#send(text);
      text = '';
    }
    await this.#send(`${text}${count === 0 ? '' : '\n'}]}\n`);
    return count;
  }

  /** Prints the items of a list, some thousand at a time; returns how many there were. */
  async list<Item>(items: Iterable<Item> | AsyncIterable<Item>, textOf: (item: Item) => string): Promise<number> {
    let count = 0;
    let text = '';
    for await (const item of items) {
      text += `${textOf(item)}\n`;
      count++;
      if (text.length < chunk) continue;
      await this.write(text);
      text = '';
    }
    if (text !== '') await this.write(text);
    return count;
  }

  /** Answers for each of several files; what fails is told, and the others are answered all the same. */
  async ofEachFile(files: readonly string[], answerFor: (file: string) => Promise<Answer>): Promise<void> {
    const isJson = this.options.json === true;
    const answers: object[] = [];
    for (const file of files) {
      try {
        const { data, text } = await answerFor(file);
        if (isJson) answers.push(data);
        else await this.write(text);
      } catch (error) {
        this.fail(error);
      }
    }
    if (isJson) await this.jsonList('files', answers);
  }

  #send(text: string): Promise<void> {
    this.progress('');
    return write(1, text);
  }

  /**
   * Says on one line what was not found or could not be read; the command ends with 1.
   *
   * @throws a mistake on the command line itself, which ends the command
   */
  fail(problem: unknown): void {
    if (isUsageError(problem)) throw problem;
    this.exitCode = 1;
    this.note(problemText(problem, this.options.verbose === true));
  }

  /** Says something beside the answer. */
  note(text: string): void {
    this.progress('');
    void write(2, `${paint('dbghelp:', this.#isTerminal)} ${text.replace(controls, '\ufffd')}\n`);
  }

  /** Shows how far the work is, on a terminal; `''` when it is done. */
  progress(text: string): void {
    if (!this.#isTerminal || (text === '' && this.#line === '')) return;
    const now = performance.now();
    if (text !== '' && now - this.#shown < progressPause) return;
    this.#shown = text === '' ? 0 : now;
    const room = Math.max((columnsOf(2) ?? 80) - 1, 1);
    this.#line = cut(text.replace(controls, ' ').replace(/\s+/g, ' '), room);
    void write(2, `\r\x1b[K${this.#line}`);
  }
}

const chunk = 0x1_0000;

/** As much of a text as fits into some columns, of which the characters of East Asia take two. */
function cut(text: string, columns: number): string {
  let shown = '';
  let width = 0;
  for (const character of text) {
    width += character >= '\u1100' ? 2 : 1;
    if (width > columns) break;
    shown += character;
  }
  return shown;
}

// eslint-disable-next-line no-control-regex
const controls = /[\0-\x08\x0b-\x1f\x7f-\x9f]/g;

const paint = (text: string, isTerminal: boolean): string =>
  isTerminal && !process.env['NO_COLOR'] && process.env['TERM'] !== 'dumb' ? `\x1b[31m${text}\x1b[0m` : text;

/** What functions of the package call the file that somebody named here. */
const argumentLabel = /^[\w.]+: `(?:file|image|path)` (?!must)/;

/** The same for search paths, which options give. */
const pathLabel = /^[\w.]+: `(searchPath|imagePath)`/;
const pathOptions: Readonly<Record<string, string>> = { searchPath: '--symbols', imagePath: '--images' };

/** What errors of the system mean. */
const reasons: Readonly<Record<string, string>> = {
  ENOENT: ': there is no such file',
  EACCES: ': you may not read it',
  EPERM: ': you may not read it',
  EISDIR: ': it is a folder',
  EBUSY: ': another program has it open',
  ENOTDIR: ': there is no such file',
  ENAMETOOLONG: ': its path is too long',
  ENOSPC: ': the disk is full',
};

/** One line for an error; with `verbose` its stack, and its cause. */
export function problemText(problem: unknown, verbose: boolean): string {
  if (typeof problem === 'string') return problem;
  if (!(problem instanceof Error)) return String(problem);
  if (verbose)
    return [
      problem.stack ?? problem.message,
      ...(problem.cause ? [`cause: ${problemText(problem.cause, true)}`] : []),
    ].join('\n');
  const { code = '' } = (problem.cause ?? {}) as NodeJS.ErrnoException;
  return problem.message
    .replace(/^E[A-Z]+: .*, write$/, (words) => `the output cannot be written: ${words}`)
    .replace(argumentLabel, '')
    .replace(pathLabel, (words, name: string) => pathOptions[name] ?? words)
    .replace(/cannot be read$/, (words) => words + (reasons[code] ?? ''))
    .replace(/: (E[A-Z]+): .*$/, (words, name: string) => reasons[name] ?? words)
    .replace('set `allowHttp: true`', 'give --allow-http')
    .replace('`loadModule({ pdb })` loads it without one', 'it is read as one if its name ends in .pdb')
    .split(/\s*\n\s*/)
    .join('; ');
}
