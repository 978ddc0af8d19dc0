import { win32 as windowsPath } from 'node:path';
import { MINIDUMP_TYPE } from '../../types/constants';
import type { Minidump } from '../minidump/minidump';
import type { MinidumpModule } from '../minidump/read/modules';
import { distributionOf } from './annotations';
import type { MinidumpSystemInfo } from '../minidump/read/system-info';
import { isWow64 } from '../minidump/walk/dump-contexts';
import type { ProcessMemory } from '../minidump/walk/process-memory';
import type { ReportDump, ReportProcess, ReportSystem } from './report-data';

/** Collects the facts about the file, the machine and the program. */

type Read = <T>(part: string, read: () => T, otherwise: T) => T;

/** ISO 8601; null for no time, and for an invalid date. */
export const timeOf = (date: Date | null | undefined): string | null =>
  date && date.getTime() > 0 && !Number.isNaN(date.getTime()) ? date.toISOString() : null;

export function reportDump(dump: Minidump, read: Read): ReportDump {
  return {
    path: dump.path,
    size: dump.size,
    time: timeOf(dump.header.time),
    flags: flagNames(dump.header.flags),
    comment: read('comment', () => dump.comment, null),
  };
}

const named = Object.entries(MINIDUMP_TYPE).filter(([name, bits]) => bits !== 0 && name !== 'MiniDumpValidTypeFlags');

/** @param word - MINIDUMP_TYPE bits: only 32 of the header's 64 are in use */
function flagNames(word: bigint | number): string[] {
  let rest = BigInt(word);
  const names: string[] = [];
  for (const [name, bits] of named) {
    if ((rest & BigInt(bits)) === 0n) continue;
    rest &= ~BigInt(bits);
    names.push(name);
  }
  return rest === 0n ? names : [...names, `0x${rest.toString(16)}`];
}

const windows = 2;
/** Platform ids that Breakpad and Crashpad write for other systems. */
const otherSystems: Readonly<Record<number, string>> = {
  0x8000: 'Unix',
  0x8101: 'macOS',
  0x8102: 'iOS',
  0x8201: 'Linux',
  0x8202: 'Solaris',
  0x8203: 'Android',
  0x8204: 'PlayStation 3',
  0x8205: 'Native Client',
  0x8206: 'Fuchsia',
};

/** Names by version and lowest build; the first match counts. */
const releases: readonly (readonly [major: number, minor: number, build: number, client: string, server: string])[] = [
  [10, 0, 26100, 'Windows 11', 'Windows Server 2025'],
  [10, 0, 22000, 'Windows 11', 'Windows Server'],
  [10, 0, 20348, 'Windows 10', 'Windows Server 2022'],
  [10, 0, 17763, 'Windows 10', 'Windows Server 2019'],
  [10, 0, 0, 'Windows 10', 'Windows Server 2016'],
  [6, 3, 0, 'Windows 8.1', 'Windows Server 2012 R2'],
  [6, 2, 0, 'Windows 8', 'Windows Server 2012'],
  [6, 1, 0, 'Windows 7', 'Windows Server 2008 R2'],
  [6, 0, 0, 'Windows Vista', 'Windows Server 2008'],
  [5, 2, 0, 'Windows XP x64', 'Windows Server 2003'],
  [5, 1, 0, 'Windows XP', 'Windows XP'],
  [5, 0, 0, 'Windows 2000', 'Windows 2000 Server'],
];

export function reportSystem(
  info: MinidumpSystemInfo | null,
  buildString: string | null,
  release: string | null,
): ReportSystem {
  const distribution = distributionOf(release);
  if (!info) {
    const unknown = { processorCount: null, processor: null, os: null, osVersion: null, servicePack: null };
    return { architecture: 'unknown', ...unknown, distribution, buildString };
  }
  const { architecture, processorCount, osVersion, servicePack } = info;
  return {
    architecture,
    processorCount,
    processor: processorOf(info),
    os: systemName(info),
    osVersion: `${String(osVersion.major)}.${String(osVersion.minor)}.${String(osVersion.build)}`,
    servicePack: servicePack === '' ? null : servicePack,
    distribution,
    buildString,
  };
}

/** As the instruction cpuid tells it, which only these processors have. */
function processorOf({ architecture, cpu: { vendor, level, revision } }: MinidumpSystemInfo): string | null {
  if (level === 0 || (architecture !== 'x86' && architecture !== 'x64')) return null;
  const model = `family ${String(level)} model ${String(revision >> 8)} stepping ${String(revision & 0xff)}`;
  return vendor === null || vendor === '' ? model : `${vendor} ${model}`;
}

function systemName({ platformId, productType, osVersion }: MinidumpSystemInfo): string | null {
  if (platformId !== windows) return otherSystems[platformId] ?? null;
  const { major, minor, build } = osVersion;
  const release = releases.find((one) => one[0] === major && one[1] === minor && build >= one[2]);
  const isServer = productType === 2 || productType === 3;
  return release?.[isServer ? 4 : 3] ?? 'Windows';
}

export function reportProcess(
  dump: Minidump,
  modules: readonly MinidumpModule[],
  commandLine: string | null,
  read: Read,
): ReportProcess {
  const [program] = modules;
  const misc = read('MiscInfoStream', () => dump.miscInfo, null);
  const start = timeOf(misc?.processCreateTime);
  const seconds = start === null ? null : (dump.header.time.getTime() - Date.parse(start)) / 1000;
  return {
    id: misc?.processId ?? null,
    name: program ? windowsPath.basename(program.path) : null,
    path: program?.path ?? null,
    wow64: isWow64(modules),
    commandLine,
    startTime: start,
    uptime: seconds !== null && seconds >= 0 ? seconds : null,
  };
}

/** Offsets in the TEB, the PEB and the process parameters, by the size of a pointer. */
const blocks = {
  4: { peb: 0x30n, parameters: 0x10n, commandLine: 0x40n },
  8: { peb: 0x60n, parameters: 0x20n, commandLine: 0x70n },
} as const;

/** Reads the command line through a thread's TEB, if the dump has all the memory on the way. */
export function commandLineOf(memory: ProcessMemory, teb: bigint): string | null {
  const { peb, parameters, commandLine } = blocks[memory.pointerBytes];
  const process = memory.pointer(teb + peb);
  const block = process === null ? null : memory.pointer(process + parameters);
  if (block === null) return null;
  const length = memory.exactly(block + commandLine, 2)?.getUint16(0, true);
  const text = memory.pointer(block + commandLine + BigInt(memory.pointerBytes));
  if (length === undefined || length === 0 || text === null) return null;
  const bytes = memory.exactly(text, length - (length % 2));
  return bytes && Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('utf16le');
}
