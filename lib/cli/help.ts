import { commonOptions, type OptionTable } from './options';
import { verbs, type VerbName, type VerbRow } from './verbs';

/** Where what a name is stands: beside it, or below it on a narrow terminal. */
const beside = 20;
const below = 4;
const narrow = 60;
/** Narrower than this, hardly a word has room. */
const leastColumns = 20;

/** The help of the command. */
export function generalHelp(columns: number): string {
  const rows = Object.entries(verbs).map(([name, { does }]) => row(name, firstSentence(does), columns));
  return [
    'Usage: dbghelp VERB [options] ...',
    '       dbghelp DUMP...',
    '',
    ...rows,
    '',
    ...wrapped("`dbghelp VERB --help` shows a verb's options, and an example.", columns, ''),
    '',
    ...wrapped('Options of all verbs:', columns, ''),
    ...optionLines(commonOptions, columns),
    row('--version', 'Show the version of the package.', columns),
    '',
    ...wrapped(
      'Ends with 0; with 1 if something was not found or could not be read; with 2 for a mistake on the command line.',
      columns,
      '',
    ),
    '',
  ].join('\n');
}

/** The help of one verb. */
export function verbHelp(name: VerbName, columns: number): string {
  const { does, takes, options, example, windowsOnly }: VerbRow = verbs[name];
  const own = optionLines(options, columns);
  return [
    ...wrapped(`Usage: dbghelp ${[name, '[options]', takes].filter((part) => part !== '').join(' ')}`, columns, ''),
    '',
    ...wrapped(windowsOnly ? `${does} On Windows only.` : does, columns, ''),
    '',
    ...(own.length > 0 ? ['Options:', ...own, ''] : []),
    ...wrapped('Options of all verbs:', columns, ''),
    ...optionLines(commonOptions, columns),
    '',
    'Example:',
    // To be copied: not wrapped.
    `  dbghelp ${`${name} ${example}`.trim()}`,
    '',
  ].join('\n');
}

const firstSentence = (text: string): string => /^.*?[.](?= |$)/.exec(text)?.[0] ?? text;

function optionLines(options: OptionTable, columns: number): string[] {
  return Object.entries(options).map(([name, { short, value, does }]) => {
    const letter = short === undefined ? '' : `-${short}, `;
    return row(`${letter}--${name}${value === undefined ? '' : ` ${value}`}`, does, columns);
  });
}

/** A name and what it is, beside or below it. */
function row(name: string, text: string, columns: number): string {
  const head = `  ${name}`;
  if (columns < narrow)
    return [...wrapped(name, columns, '  '), ...wrapped(text, columns, ' '.repeat(below))].join('\n');
  const [first = '', ...rest] = wrapped(text, columns, ' '.repeat(beside));
  if (head.length > beside - 2) return [head, first, ...rest].join('\n');
  return [head + first.slice(head.length), ...rest].join('\n');
}

function wrapped(text: string, columns: number, before: string): string[] {
  const room = Math.max(columns, leastColumns) - before.length - 1;
  const lines: string[] = [];
  let line = '';
  for (const word of text.split(' ')) {
    if (line !== '' && line.length + 1 + word.length > room) {
      lines.push(before + line);
      line = word;
    } else line = line === '' ? word : `${line} ${word}`;
  }
  return [...lines, before + line];
}
