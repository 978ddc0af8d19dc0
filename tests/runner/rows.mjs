import { microsoftDllsAvailable } from './microsoft-dlls.mjs';
import { dlls } from './windows.mjs';

/**
 * A run of the tests that need Windows: a node.exe, and whose dbghelp.dll it has as the default one, and
 * in how many processes, one after another.
 * @typedef {{ row: string, node: '24-x64' | '22-x64' | '20-x64' | '22-ia32', dll: 'wine' | 'microsoft', processes?: number }} Row
 */

/** @type {Row[]} the longest first: two run at a time */
export const rows = [
  { row: 'microsoft-ia32', node: '22-ia32', dll: 'microsoft' },
  // Wine's DLL keeps a megabyte of each session: all tests in one process use up the 2 GiB that 32 bits have.
  { row: 'wine-ia32', node: '22-ia32', dll: 'wine', processes: 3 },
  { row: 'microsoft-x64', node: '24-x64', dll: 'microsoft' },
  { row: 'wine-x64', node: '24-x64', dll: 'wine' },
];

/**
 * Tests that need no other rows, by the beginnings of their paths: because the only dbghelp.dll that they call is the tests' own,
 * or because each DLL and each kind of process is in one of these rows.
 */
const onlyIn = {
  'tests/windows/cli/verbs': ['microsoft-x64', 'wine-ia32'],
  'tests/windows/examples': ['microsoft-x64', 'wine-ia32'],
  'tests/windows/ffi/calls-arguments': ['wine-x64', 'wine-ia32'],
  'tests/windows/ffi/calls-memory': ['wine-x64', 'wine-ia32'],
  'tests/windows/gate/event-loop': ['microsoft-x64', 'wine-ia32'],
  'tests/windows/gate/process-end': ['microsoft-ia32', 'wine-x64'],
  'tests/windows/gate/threads': ['microsoft-ia32', 'wine-x64'],
  'tests/windows/minidump/walk/dump-arrivals': ['microsoft-x64', 'wine-ia32'],
  'tests/windows/minidump/walk/dump-walk-fuzz': ['microsoft-x64', 'wine-ia32'],
  'tests/windows/minidump/write/kill-writers': ['microsoft-ia32', 'wine-x64'],
  'tests/windows/minidump/write/write-minidump': ['microsoft-ia32', 'wine-x64'],
  'tests/windows/pool/': ['microsoft-ia32', 'wine-x64'],
  'tests/windows/search/secrets': ['microsoft-x64', 'wine-ia32'],
  'tests/windows/search/servers/': ['wine-x64'],
  'tests/windows/session/addresses/address-bounds': ['microsoft-x64', 'wine-ia32'],
  'tests/windows/session/addresses/symbolize-stream': ['microsoft-x64', 'wine-ia32'],
  'tests/windows/session/listings/listing-ends': ['microsoft-ia32', 'wine-x64'],
};

/**
 * @param {Row} row
 * @returns {string[]} arguments of jest
 */
export function leftToOtherRows({ row }) {
  const left = Object.keys(onlyIn).filter((beginning) => !onlyIn[beginning].includes(row));
  return left.length === 0 ? [] : [`--testPathIgnorePatterns=/node_modules/|${left.join('|').replaceAll('/', '.')}`];
}

/** @type {Row[]} further versions of Node.js */
export const moreNodes = [
  { row: 'wine-x64-22', node: '22-x64', dll: 'wine' },
  { row: 'wine-x64-20', node: '20-x64', dll: 'wine' },
];

/** The tests that need no Windows, as a row. */
export const hostRow = 'host';

/**
 * What `--row NAME` in the arguments of `npm test` chooses; jest gets the rest.
 * @param {string[]} args
 * @param {Row[]} all
 * @returns {{ host: boolean, chosen: Row[], jestArgs: string[] }}
 */
export function chooseRows(args, all) {
  const names = [hostRow, ...all.map(({ row }) => row)];
  const asked = [];
  const jestArgs = [];
  for (let at = 0; at < args.length; at++) {
    const [option, value = args[at + 1]] = args[at].split('=', 2);
    if (option !== '--row') {
      jestArgs.push(args[at]);
      continue;
    }
    if (!names.includes(value)) throw new RangeError(`Expected --row to be one of ${names.join(', ')}, got ${value}`);
    asked.push(value);
    if (!args[at].includes('=')) at++;
  }
  const wanted = (name) => asked.length === 0 || asked.includes(name);
  return { host: wanted(hostRow), chosen: all.filter(({ row }) => wanted(row)), jestArgs };
}

/**
 * What `--dll NAME` at the beginning of a script's arguments chooses.
 * @param {string[]} args
 * @returns {{ dll: 'wine' | 'microsoft', rest: string[] }}
 */
export function chooseDll(args) {
  if (args[0] !== '--dll') return { dll: 'wine', rest: args };
  const [, dll, ...rest] = args;
  if (!dlls.includes(dll)) throw new RangeError(`Expected --dll to be one of ${dlls.join(', ')}, got ${dll}`);
  return { dll, rest };
}

/**
 * Which of the rows can run on this machine, and why the others cannot.
 * @param {Row[]} all
 * @returns {{ ready: Row[], skipped: string | undefined }}
 */
export function readyRows(all) {
  const ofMicrosoft = all.filter(({ dll }) => dll === 'microsoft');
  const answer = ofMicrosoft.length > 0 ? microsoftDllsAvailable() : { available: true };
  if (answer.available) return { ready: all, skipped: undefined };
  return { ready: all.filter((row) => !ofMicrosoft.includes(row)), skipped: answer.reason };
}
