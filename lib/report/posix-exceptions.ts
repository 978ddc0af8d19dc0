import { addressNote, type AddressMap } from './address-notes';
import type { DecodedException, RaisedException } from './exception-details';
import type { NamedCode } from './report-data';

/** Signals of Linux and exceptions of Mach, as Breakpad and Crashpad write them into EXCEPTION_RECORD. */

/** What the codes of an exception mean. */
export type SystemFamily = 'windows' | 'linux' | 'apple';

/** The ids that Breakpad and Crashpad give to systems. */
const families: Readonly<Record<number, SystemFamily>> = {
  0x8000: 'linux',
  0x8101: 'apple',
  0x8102: 'apple',
  0x8201: 'linux',
  0x8202: 'linux',
  0x8203: 'linux',
};

export const familyOf = (platformId: number | undefined): SystemFamily => families[platformId ?? 0] ?? 'windows';

/** The codes of dumps that a program asked for, without a crash. */
const requests: Readonly<Record<SystemFamily, number>> = {
  windows: 0x0517_a7ed,
  linux: 0xffff_ffff,
  apple: 0x4350_7378,
};

export const isRequest = ({ code }: RaisedException, family: SystemFamily): boolean => code >>> 0 === requests[family];

type Names = Readonly<Record<number, readonly [name: string, explanation: string]>>;

const signals: Names = {
  1: ['SIGHUP', 'Its terminal was closed.'],
  2: ['SIGINT', 'It was interrupted from the keyboard.'],
  3: ['SIGQUIT', 'It was told from the keyboard to quit and to leave a dump.'],
  4: ['SIGILL', 'An instruction was met that the processor does not know, or a trap that a compiler put there.'],
  5: ['SIGTRAP', 'A breakpoint or a trap was met.'],
  6: ['SIGABRT', 'The program ended itself, as abort() and failed assertions do.'],
  7: ['SIGBUS', 'Memory was used that is mapped, and not there, or data at an address that it may not have.'],
  8: ['SIGFPE', 'A calculation has no result, such as a division by zero.'],
  9: ['SIGKILL', 'It was killed.'],
  10: ['SIGUSR1', 'A signal that programs define themselves.'],
  11: ['SIGSEGV', 'Memory was used that is not there, or not in a way that is allowed.'],
  12: ['SIGUSR2', 'A signal that programs define themselves.'],
  13: ['SIGPIPE', 'It wrote to a pipe or connection that nobody reads.'],
  14: ['SIGALRM', 'A timer of it ended.'],
  15: ['SIGTERM', 'It was asked to end.'],
  16: ['SIGSTKFLT', 'The stack of a coprocessor failed.'],
  24: ['SIGXCPU', 'It used more processor time than it may.'],
  25: ['SIGXFSZ', 'A file of it became larger than it may be.'],
  31: ['SIGSYS', 'It made a system call that it may not make, or that does not exist.'],
};

const machExceptions: Names = {
  1: ['EXC_BAD_ACCESS', 'Memory was used that is not there, or not in a way that is allowed.'],
  2: ['EXC_BAD_INSTRUCTION', 'An instruction was met that the processor does not know, or a trap of a compiler.'],
  3: ['EXC_ARITHMETIC', 'A calculation has no result, such as a division by zero.'],
  4: ['EXC_EMULATION', 'An emulated instruction was met.'],
  5: ['EXC_SOFTWARE', 'The program or its runtime raised it, as for a failed check.'],
  6: ['EXC_BREAKPOINT', 'A breakpoint or a trap was met.'],
  7: ['EXC_SYSCALL', 'A system call was made.'],
  8: ['EXC_MACH_SYSCALL', 'A system call of Mach was made.'],
  9: ['EXC_RPC_ALERT', 'A remote call was interrupted.'],
  10: ['EXC_CRASH', 'The program ended itself, as abort() does, or was ended by a signal.'],
  11: ['EXC_RESOURCE', 'The program used more of a resource than it may.'],
  12: ['EXC_GUARD', 'A guarded resource, such as a file descriptor, was misused.'],
  13: ['EXC_CORPSE_NOTIFY', 'The system tells of a process that ended.'],
};

const kernel = 0x80;
/** si_code of any signal, by its lower 32 bits. */
const anyReason: Readonly<Record<number, string>> = {
  0: 'SI_USER',
  [kernel]: 'SI_KERNEL',
  0xffff_ffff: 'SI_QUEUE',
  0xffff_fffa: 'SI_TKILL',
};
/** si_code of some signals, and the first code of EXC_BAD_ACCESS and EXC_ARITHMETIC. */
const reasons: Readonly<Record<string, Readonly<Record<number, string>>>> = {
  SIGSEGV: { 1: 'SEGV_MAPERR', 2: 'SEGV_ACCERR', 3: 'SEGV_BNDERR', 4: 'SEGV_PKUERR' },
  SIGBUS: { 1: 'BUS_ADRALN', 2: 'BUS_ADRERR', 3: 'BUS_OBJERR', 4: 'BUS_MCEERR_AR', 5: 'BUS_MCEERR_AO' },
  SIGILL: { 1: 'ILL_ILLOPC', 2: 'ILL_ILLOPN', 3: 'ILL_ILLADR', 4: 'ILL_ILLTRP', 5: 'ILL_PRVOPC', 8: 'ILL_BADSTK' },
  SIGFPE: { 1: 'FPE_INTDIV', 2: 'FPE_INTOVF', 3: 'FPE_FLTDIV', 4: 'FPE_FLTOVF', 5: 'FPE_FLTUND', 7: 'FPE_FLTINV' },
  SIGTRAP: { 1: 'TRAP_BRKPT', 2: 'TRAP_TRACE' },
  SIGSYS: { 1: 'SYS_SECCOMP' },
  EXC_BAD_ACCESS: { 1: 'KERN_INVALID_ADDRESS', 2: 'KERN_PROTECTION_FAILURE', 50: 'KERN_CODESIGN_ERROR' },
  EXC_ARITHMETIC: { 1: 'EXC_I386_DIV' },
};
/** Those whose address is that of memory. */
const ofMemory: ReadonlySet<string> = new Set(['SIGSEGV', 'SIGBUS', 'EXC_BAD_ACCESS']);

/** The name of a signal or of an exception of Mach. */
export function posixCode({ code }: RaisedException, family: SystemFamily): NamedCode {
  const known = (family === 'apple' ? machExceptions : signals)[code >>> 0];
  const text = family === 'apple' ? `0x${(code >>> 0).toString(16)}` : String(code | 0);
  if (known) return { code: text, name: known[0], explanation: known[1] };
  const what = family === 'apple' ? 'An exception of Mach' : 'A signal';
  return { code: text, name: null, explanation: `${what} with the number ${text}.` };
}

/** What else is known of it: the reason, and the address of the memory. */
export function decodePosix(
  exception: RaisedException & { readonly flags: number; readonly address: bigint },
  family: SystemFamily,
  addresses: AddressMap,
): DecodedException {
  const { name } = posixCode(exception, family);
  if (name === null) return { summary: null, details: null };
  const { address } = exception;
  const flags = exception.flags >>> 0;
  const reason = reasons[name]?.[flags] ?? (family === 'linux' ? anyReason[flags] : undefined) ?? null;
  if (!ofMemory.has(name)) return { summary: reason, details: { kind: 'signal', reason, address: null, note: null } };
  const at = `0x${address.toString(16)}`;
  const unknown = flags === kernel && address === 0n;
  const note = unknown
    ? 'the system does not tell the address: most likely a pointer was used that is garbage (not canonical)'
    : addressNote(address, false, addresses);
  return {
    summary: unknown ? reason : `${reason ?? 'access'} at ${at}`,
    details: { kind: 'signal', reason, address: unknown ? null : at, note },
  };
}
