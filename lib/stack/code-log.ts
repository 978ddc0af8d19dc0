import { wrongType } from '../base/checks';

/** A function whose code V8 made at run time. */
export interface LoggedFunction {
  /** Empty for code that is in no function, such as that of a script itself. */
  readonly name: string;
  /** Null for code without a script, such as a builtin. */
  readonly file: string | null;
  /** The line where the function begins, from 1. */
  readonly line: number | null;
  /** The address of its code. */
  readonly address: bigint;
  /** Bytes. */
  readonly size: number;
}

/** @internal */
export function checkCodeLog(codeLog: unknown, api: string): void {
  if (codeLog !== undefined && !(codeLog instanceof V8CodeLog))
    throw wrongType(`${api}: \`codeLog\``, 'a V8CodeLog', codeLog);
}

interface Entry {
  readonly size: number;
  readonly text: string;
}

/** `name file:line:column`, in which the file may have blanks. A marker of the tier may precede the name. */
const placed = /^[~^*+]?((?:[gs]et )?\S*) (.+):(\d+):\d+$/s;
/** A whole line. What the program itself prints may precede it, or be cut off by it. */
const events = /code-(creation|move|delete),([^\r\n]*)\r?\n/g;
/** V8 writes these characters as `\x2C`, `\n` and `\\`. */
const escaped = /\\(?:x([\da-f]{2})|u([\da-f]{4})|([n\\]))/gi;

/**
 * The functions of a V8 log: `node --log-code --interpreted-frames-native-stack --no-logfile-per-isolate --logfile=-
 * program.js > v8.log`. On Windows, V8 lets nobody read a log file that it writes itself before the program ends. Give
 * the log to a walk as `codeLog`. It has the code as it was when the log was read: read it again for a process that has
 * run on.
 */
export class V8CodeLog {
  readonly #functions: readonly LoggedFunction[];

  private constructor(functions: readonly LoggedFunction[]) {
    this.#functions = functions;
  }

  /**
   * Reads the lines `code-creation`, `code-move` and `code-delete`. Passes over other lines, such as what the program
   * prints, and over a last line that is cut.
   *
   * @throws TypeError for something that is no text
   */
  static parse(text: string): V8CodeLog {
    if (typeof text !== 'string') throw wrongType('V8CodeLog.parse: `text`', 'text', text);
    const entries = new Map<number, Entry>();
    for (const [, kind, line = ''] of text.matchAll(events)) {
      const [first = '', second = '', , at = '', size = '', name = ''] = line.split(',');
      if (kind === 'move') moveEntry(entries, Number(first), Number(second));
      else if (kind === 'delete') entries.delete(Number(first));
      else if (name !== '') setEntry(entries, Number(at), { size: Number(size), text: name });
    }
    return new V8CodeLog(withoutOverlaps(entries));
  }

  /** The number of functions. */
  get size(): number {
    return this.#functions.length;
  }

  /** The function whose code has the address; null if there is none. */
  functionAt(address: bigint): LoggedFunction | null {
    let [low, high] = [0, this.#functions.length];
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (this.#functions[middle]!.address <= address) low = middle + 1;
      else high = middle;
    }
    const found = this.#functions[low - 1];
    return found && address < found.address + BigInt(found.size) ? found : null;
  }
}

function moveEntry(entries: Map<number, Entry>, from: number, to: number): void {
  const entry = entries.get(from);
  if (!entry) return;
  entries.delete(from);
  setEntry(entries, to, entry);
}

/** Puts it behind all others. */
function setEntry(entries: Map<number, Entry>, at: number, entry: Entry): void {
  entries.delete(at);
  entries.set(at, entry);
}

/** Later code replaces earlier code that it overlaps: V8 does not log each end of code. */
function withoutOverlaps(entries: ReadonlyMap<number, Entry>): LoggedFunction[] {
  const latest = [...entries].map(([at, { size, text }], order) => ({ at, end: at + size, text, order }));
  const valid = latest.filter(({ at, end }) => Number.isSafeInteger(at) && Number.isSafeInteger(end) && end > at);
  valid.sort((one, other) => one.at - other.at);
  const kept: typeof valid = [];
  for (const code of valid) {
    while (kept.length > 0 && kept.at(-1)!.end > code.at && kept.at(-1)!.order < code.order) kept.pop();
    const last = kept.at(-1);
    if (!last || last.end <= code.at) kept.push(code);
  }
  return kept.map(({ at, end, text }) => loggedFunction(at, end - at, text));
}

function loggedFunction(at: number, size: number, text: string): LoggedFunction {
  const whole = text.replaceAll(escaped, (_, byte?: string, unit?: string, character?: string) =>
    character === undefined ? String.fromCharCode(parseInt(byte ?? unit!, 16)) : character === 'n' ? '\n' : character,
  );
  const [, name = whole, file, line] = placed.exec(whole) ?? [];
  return {
    name,
    file: file ?? null,
    line: line === undefined ? null : Number(line),
    address: BigInt(at),
    size,
  };
}
