/** What a text of minidump-stackwalk tells of a dump, and whether a crash report tells it, too. */

/** Words of minidump-stackwalk that the package has others for. */
const otherWords: Readonly<Record<string, string>> = {
  'Windows NT': 'Windows',
  'Mac OS X': 'macOS',
  amd64: 'x64',
  EXCEPTION_ACCESS_VIOLATION_WRITE: 'EXCEPTION_ACCESS_VIOLATION: write',
  EXCEPTION_ACCESS_VIOLATION_READ: 'EXCEPTION_ACCESS_VIOLATION: read',
  EXCEPTION_ACCESS_VIOLATION_EXEC: 'EXCEPTION_ACCESS_VIOLATION: execution',
  '1 CPU': '1 processor',
};

/** A kind of line, and what it tells. */
interface Telling {
  readonly line: RegExp;
  /** Parts of texts, and numbers whose digits do not matter. */
  readonly tells: (...groups: string[]) => readonly (string | bigint)[];
}

const numbers = (text: string): bigint[] => Array.from(text.matchAll(/0x[\da-f]+/g), ([number]) => BigInt(number));

const tellings: readonly Telling[] = [
  { line: /^Operating system: (.*)$/, tells: (name) => [name] },
  // The version, and what stands behind it.
  { line: /^ {10,}(\d+\.\d+\.\d+) ?(.*)$/, tells: (version, more) => [version, more] },
  { line: /^CPU: (.*)$/, tells: (name) => [name] },
  { line: /^ +(\w*) ?(family \d+ model \d+ stepping \d+)$/, tells: (vendor, model) => [vendor, model] },
  { line: /^ +(\d+ CPU)s?$/, tells: (count) => [count.replace(/(\d+) CPU$/, '$1 processor')] },
  { line: /^Crash reason: +(.*)$/, tells: (reason) => reason.split(' / ') },
  { line: /^Crash address: +(.*)$/, tells: numbers },
  { line: /^Process uptime: (\d+) seconds?$/, tells: (seconds) => [`${seconds} s`] },
  { line: /^Thread \d+ ?(.*) \(crashed\) - tid: (\d+)$/, tells: (name, id) => [name, id] },
  {
    line: /^ 0 {2}(.*?)(?:\.exe|\.dll)? \+ (0x[\da-f]+)$/,
    tells: (module, offset) => [module, ...numbers(offset)],
  },
  // `rip = 0x0000000000401d72`; contexts of frames below are what the walk found.
  { line: /^ +(\w+ = 0x[\da-f]+.*)$/, tells: numbers },
  {
    line: /^(0x[\da-f]+) - (0x[\da-f]+) {2}(.*?) {2}(.*?)(?: {2}\(main\))?(?: {2}\(.*\))*$/,
    tells: (from, to, name, version) => [BigInt(from), BigInt(to), name, version === '???' ? '' : version],
  },
];

/** Whether a line of a frame below the first one comes. */
const isBelow = (line: string): boolean => /^ ?[1-9]\d* {2}/.test(line);

/** The facts of minidump-stackwalk that are not in a report; none if it tells all of them. */
export function untold(stackwalk: string, report: string): string[] {
  const told = new Set(
    Array.from(report.matchAll(/(?<![\w.])(?:0x)?[\da-f]+(?![\w.])/gi), ([digits]) => numberOf(digits)),
  );
  const whole = report.toLowerCase().replace(/\s+/g, ' ');
  const missing: string[] = [];
  let isFirst = true;
  for (const line of stackwalk.split('\n')) {
    if (isBelow(line)) isFirst = false;
    if (line.startsWith('Loaded modules:')) isFirst = true;
    if (!isFirst) continue;
    for (const { line: form, tells } of tellings) {
      const groups = form.exec(line);
      if (!groups) continue;
      for (const fact of tells(...groups.slice(1).map((group) => group.trim()))) {
        const has =
          typeof fact === 'bigint' ? told.has(fact) : whole.includes((otherWords[fact] ?? fact).toLowerCase());
        if (!has) missing.push(`${line.trim()}: ${typeof fact === 'bigint' ? `0x${fact.toString(16)}` : fact}`);
      }
      break;
    }
  }
  return missing;
}

const numberOf = (digits: string): bigint => BigInt(digits.startsWith('0x') ? digits : `0x${digits}`);
