import { parseArgs } from 'node:util';
import { commonOptions, type OptionRow, type OptionTable } from './options';
import { UsageError } from './usage-error';
import { misspelt } from '../base/option-names';
import { verbs, type VerbName } from './verbs';

export interface Parsed {
  readonly options: Readonly<Record<string, unknown>>;
  readonly args: readonly string[];
}

/**
 * Reads the arguments that follow a verb.
 *
 * @param said - the verb as it was given, for errors
 * @throws UsageError that names the argument
 */
export function parse(verb: VerbName, given: readonly string[], said: string = verb): Parsed {
  const table: OptionTable = { ...verbs[verb].options, ...commonOptions };
  const { tokens } = parseArgs({
    args: [...given],
    options: Object.fromEntries(
      Object.entries(table).map(([name, { type, short }]) => [
        name,
        { type: type === 'boolean' ? type : ('string' as const), ...(short !== undefined && { short }) },
      ]),
    ),
    allowPositionals: true,
    strict: false,
    tokens: true,
  });
  const options: Record<string, unknown> = {};
  const args: string[] = [];
  for (const token of tokens) {
    if (token.kind === 'positional') args.push(token.value);
    if (token.kind !== 'option') continue;
    const { name, rawName } = token;
    const row = Object.hasOwn(table, name) ? table[name] : undefined;
    if (!row) throw unknownOption(said, rawName, name, table);
    const read = valueOf(row, token);
    if (row.multiple) options[name] = [...((options[name] as string[] | undefined) ?? []), read];
    else options[name] = read;
  }
  if (options['help'] !== true) checkCount(verb, args);
  return { options, args };
}

/** Whether the argument after an option of any verb is its value. */
export function takesValue(arg: string): boolean {
  const tables: readonly OptionTable[] = [commonOptions, ...Object.values(verbs).map(({ options }) => options)];
  return tables.some((table) =>
    Object.entries(table).some(
      ([name, { type, short }]) =>
        type !== 'boolean' && (arg === `--${name}` || (short !== undefined && arg === `-${short}`)),
    ),
  );
}

interface OptionToken {
  readonly name: string;
  /** As it was written. */
  readonly rawName: string;
  readonly value?: string | undefined;
  /** Whether the value follows `=`. */
  readonly inlineValue?: boolean | undefined;
}

function valueOf(row: OptionRow, { name, rawName, value, inlineValue }: OptionToken): unknown {
  const { type, choices, min = 0 } = row;
  if (type === 'boolean') {
    if (value !== undefined) throw new UsageError(`${rawName} takes no value`);
    return true;
  }
  const form = `${rawName} ${row.value ?? 'VALUE'}`;
  if (value === undefined || value === '') throw new UsageError(`${rawName} needs a value: ${form}`);
  if (inlineValue !== true && value.length > 1 && value.startsWith('-')) {
    throw new UsageError(`${rawName} needs a value: ${form}. If ${value} is meant to be it, write --${name}=${value}`);
  }
  if (choices && !choices.includes(value))
    throw new UsageError(`${rawName} must be ${choices.join(' or ')}, got ${value}`);
  if (type === 'text') return value;
  const number = Number(value);
  if (!/^\d+$/.test(value) || !Number.isSafeInteger(number) || number < min) {
    throw new UsageError(`${rawName} must be a whole number from ${String(min)} up, got ${value}`);
  }
  return number;
}

function unknownOption(said: string, rawName: string, name: string, table: OptionTable): UsageError {
  const others = Object.entries(verbs).filter(([, row]) => Object.hasOwn(row.options, name));
  if (others.length > 0) {
    const names = others.map(([other]) => other).join(' and ');
    return new UsageError(`${said} has no option ${rawName}: it is one of ${names}`);
  }
  const meant = rawName.startsWith('--') ? misspelt(name, [...Object.keys(table), 'version']) : undefined;
  return new UsageError(`${said} has no option ${rawName}${meant === undefined ? '' : `; did you mean --${meant}?`}`);
}

function checkCount(verb: VerbName, args: readonly string[]): void {
  const { takes, count } = verbs[verb];
  const [least, most]: readonly [number, number] = count;
  if (args.length < least) throw new UsageError(`${verb} needs more: dbghelp ${verb} ${takes}`);
  if (args.length > most) {
    const extra = args.slice(most).join(' ');
    throw new UsageError(`${verb} takes ${takes === '' ? 'no arguments' : takes}, and nothing more: ${extra}`);
  }
  if (args.includes('')) throw new UsageError(`${verb}: an argument is empty; is a variable of the shell not set?`);
}
