import { exceptionCodes } from '../../win32/exception-codes';
import type {
  CrashReport,
  NamedCode,
  ReportArchitecture,
  ReportException,
  ReportFrame,
  ReportInlinedFrame,
  ReportLine,
  ReportLocation,
  ReportModule,
  ReportThread,
} from '../report-data';

/** The wording that all formats share. Nothing is escaped here. */

/** The number of an address's digits. */
export const addressDigits = (architecture: ReportArchitecture): 8 | 16 =>
  architecture === 'x86' || architecture === 'arm' ? 8 : 16;

/** An address with leading zeros. In a report changed by hand, other text stays as it is. */
export const wide = (address: string, architecture: ReportArchitecture): string =>
  address.replace(/^0x/, '').padStart(addressDigits(architecture), '0');

export function lineText(source: ReportLine | null): string {
  return source ? `${source.file} @ ${String(source.line)}` : '';
}

/** `app!draw+0x10`, `app+0x1234`. */
export function placeText({ module, function: name, displacement }: ReportLocation): string {
  const offset = displacement === '0x0' && name !== null ? '' : `+${displacement}`;
  return (name === null ? module : `${module}!${name}`) + offset;
}

/** `app!draw+0x10 [C:\app\draw.cpp @ 42]`. */
export function locationText(location: ReportLocation): string {
  const line = lineText(location.source);
  return placeText(location) + (line === '' ? '' : ` [${line}]`);
}

/** An inlined function: `app!clamp [C:\app\math.h @ 7], inlined into app!draw+0x10`. */
export function inlinedText(inner: ReportInlinedFrame, location: ReportLocation): string {
  const line = lineText(inner.source);
  const where = line === '' ? '' : ` [${line}]`;
  return `${location.module}!${inner.function}${where}, inlined into ${placeText(location)}`;
}

/** `EXCEPTION_ACCESS_VIOLATION (0xC0000005)`. */
export const codeText = ({ code, name }: NamedCode): string => (name === null ? code : `${name} (${code})`);

/** The words for dumps without an exception, by their occasion. */
export const withoutException: Readonly<
  Record<CrashReport['occasion'], { readonly headline: string; readonly title: string; readonly lead: string }>
> = {
  exception: { headline: 'crashed', title: 'Exception', lead: '' },
  requested: {
    headline: 'did not crash: it asked for the dump',
    title: 'Requested dump',
    lead: 'The program did not crash: it asked for this dump, and went on.',
  },
  unreadable: {
    headline: 'may have crashed: the exception in the dump cannot be read',
    title: 'Unreadable exception',
    lead: 'The exception in this dump cannot be read: it is damaged or cut short.',
  },
  none: {
    headline: 'did not crash: the dump has no exception',
    title: 'No exception',
    lead: 'The program did not crash: this dump shows where its threads were.',
  },
};

/** The report in one line. */
export function headline({ exception, occasion, process }: CrashReport): string {
  if (!exception) return `${process.name ?? 'The program'} ${withoutException[occasion].headline}`;
  const what = exception.summary === null ? '' : `: ${exception.summary}`;
  return (exception.name ?? `Exception ${exception.code}`) + what + whereText(exception);
}

function whereText({ address, location, inlined: [innermost] }: ReportException): string {
  if (!location) return ` at ${address}`;
  return ` in ${innermost ? inlinedText(innermost, location) : placeText(location)}`;
}

/** The facts in the details that the summary does not have, each in at most a sentence. */
export function exceptionNotes({ details, noncontinuable }: ReportException): string[] {
  const notes: string[] = [];
  if (details?.kind === 'access') {
    if (details.note !== null) notes.push(details.note);
    if (details.status) notes.push(`${codeText(details.status)}: ${details.status.explanation}`);
  }
  if (details?.kind === 'signal' && details.note !== null) notes.push(details.note);
  if (details?.kind === 'fail-fast') notes.push(`${codeText(details.reason)}: ${details.reason.explanation}`);
  if (details?.kind === 'c++') {
    const [, ...bases] = details.types;
    if (bases.length > 0) notes.push(`can be caught as ${bases.join(', ')}`);
    if (!details.rethrown) notes.push(`the object lies at ${details.object}`);
  }
  if (noncontinuable) notes.push('the program could not continue after it');
  return notes;
}

/** `Windows 10 (10.0.19045), x64, 8 processors, GenuineIntel family 6 model 13 stepping 8`. */
export function systemText({
  os,
  osVersion,
  servicePack,
  distribution,
  architecture,
  processorCount,
  processor,
}: CrashReport['system']): string {
  const isTold = osVersion !== null && osVersion !== '0.0.0';
  const version = !isTold ? '' : os === null ? osVersion : ` (${osVersion})`;
  const processors =
    processorCount === null ? null : `${String(processorCount)} processor${processorCount === 1 ? '' : 's'}`;
  return [`${os ?? ''}${version}`, servicePack, distribution, architecture, processors, processor]
    .filter((part) => part !== null && part !== '')
    .join(', ');
}

export function processText({ name, path, id, wow64 }: CrashReport['process']): string {
  const kind = wow64 ? ', a 32-bit program in a 64-bit dump' : '';
  return `${name ?? path ?? 'unknown'}${id === null ? '' : `, process ${String(id)}`}${kind}`;
}

/** `2026-11-21 11:40:59 UTC`. */
export const timeText = (iso: string): string => iso.replace(/^(.*)T(.*?)(\.\d+)?Z$/, '$1 $2 UTC');

/** `3 d 2 h 1 min`, `12 s`: the two or three largest units. */
export function durationText(seconds: number): string {
  const units = [
    ['d', 86_400],
    ['h', 3600],
    ['min', 60],
    ['s', 1],
  ] as const;
  let rest = Math.max(0, Math.floor(seconds));
  const parts: string[] = [];
  for (const [unit, size] of units) {
    const count = Math.floor(rest / size);
    rest -= count * size;
    if (count > 0) parts.push(`${String(count)} ${unit}`);
  }
  return parts.slice(0, 3).join(' ') || '0 s';
}

export function sizeText(bytes: number): string {
  const units = ['bytes', 'KiB', 'MiB', 'GiB'];
  let [value, unit] = [bytes, 0];
  while (value >= 1024 && unit < units.length - 1) {
    value /= 1024;
    unit++;
  }
  return `${unit === 0 || value >= 100 ? String(Math.round(value)) : value.toFixed(1)} ${units[unit]!}`;
}

/** `thread 4242 "main" (faulting)`. */
export function threadText({ id, name, faulting, state }: ReportThread): string {
  const marks = [faulting ? 'faulting' : '', state === 'running' || state === 'unknown' ? '' : state].filter(
    (mark) => mark !== '',
  );
  const title = `${String(id)}${name === null ? '' : ` "${name}"`}`;
  return `thread ${title}${marks.length === 0 ? '' : ` (${marks.join(', ')})`}`;
}

/** How far a frame can be trusted; empty for one that was found by unwind information, or is the innermost. */
export function trustText({ foundBy, trust }: ReportFrame, architecture: ReportArchitecture): string {
  if (foundBy === 'scan') return 'a guess: found on the stack';
  if (trust === 'scan') return 'behind a guess';
  // All frames of x86 are found in this way, except for those that frame data of a PDB tell.
  return foundBy === 'frame-pointer' && architecture !== 'x86' ? 'by the frame pointer' : '';
}

/** The name of a frame without a location. */
export const nowhereText = ({ generated, managed }: ReportFrame): string =>
  managed ? 'managed code, which a .NET debugger names' : generated ? 'code made at run time' : 'in no module';

/** The reason why the frames end; empty at the end of the stack. */
export function endText({ end, error, frames }: ReportThread): string {
  const words = {
    complete: '',
    unreadable: 'The stack continues, but the dump does not have the memory to follow it.',
    'no-unwind-info': `Nothing tells who called the last frame${lacking(frames.at(-1))}. The rest of the stack has no return address.`,
    limit: `There may be more frames: the limit was ${String(frames.length)}.`,
    loop: 'The stack loops: it is damaged.',
    stopped: 'The walk was stopped here.',
    'not-walked':
      frames.length > 0 ? 'Only the first frame is known: the stack was not walked.' : 'The stack was not walked.',
  }[end];
  return [words, error ?? ''].filter((part) => part !== '').join(' ');
}

function lacking(last: ReportFrame | undefined): string {
  if (last?.generated) return ', which is code made at run time';
  return last?.location ? `: the image of ${last.location.module} is missing` : '';
}

export const symbolWords: Readonly<Record<ReportModule['symbols']['state'], string>> = {
  loaded: 'symbols',
  exports: 'exports only',
  mismatch: 'symbols of another build',
  none: 'no symbols',
  'not-asked': 'not looked at',
};

/** GUID and age as symbol stores write them: what to ask a server for; null for the older format. */
export const pdbIdText = ({ guid, age }: NonNullable<ReportModule['pdb']>): string | null =>
  guid === null ? null : `${guid}${age.toString(16)}`;

export const neededWords = {
  crash: 'the crashing thread',
  threads: 'other threads',
  nobody: 'no stack',
} as const;

/** The addresses of a module's first and last byte. */
export function rangeText({ base, size }: { base: string; size: number }, architecture: ReportArchitecture): string {
  const end = BigInt(base) + BigInt(Math.max(size, 1)) - 1n;
  return `${wide(base, architecture)} - ${wide(end.toString(16), architecture)}`;
}

/** A code in upper-case hexadecimal with eight digits. */
export const codeHex = (code: number): string => `0x${(code >>> 0).toString(16).toUpperCase().padStart(8, '0')}`;

/** The name and explanation of a code; for an unknown code, the meaning of its bits. */
export function namedCode(code: number): NamedCode {
  const known = exceptionCodes[code >>> 0];
  return known
    ? { code: codeHex(code), name: known[0], explanation: known[1] }
    : { code: codeHex(code), name: null, explanation: unknownCode(code >>> 0) };
}

const severities = ['a success', 'a message', 'a warning', 'an error'] as const;
const customerBit = 0x2000_0000;

function unknownCode(code: number): string {
  const severity = severities[code >>> 30]!;
  if ((code & customerBit) !== 0) return `By its bits, ${severity} that a program or its language defined itself.`;
  const facility = (code >>> 16) & 0xfff;
  return `By its bits, ${severity} of Windows, facility ${String(facility)}, number ${String(code & 0xffff)}.`;
}
