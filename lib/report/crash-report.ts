import { checkInteger, checkSignal, wrongType } from '../base/checks';
import { SymbolSession } from '../session/session';
import { Minidump } from '../minidump/minidump';
import { dumpImageNames, type DumpImageOptions } from '../minidump/walk/load-dump-modules';
import { checkCodeLog, type V8CodeLog } from '../stack/code-log';
import { collectReport } from './collect';
import { oneOf } from './format/format-report';
import type { ReportProgress } from './progress';
import type { CrashReport } from './report-data';
import { checkOptionNames, type OptionNames } from '../base/option-names';

export interface CrashReportOptions extends DumpImageOptions {
  /**
   * Whether to walk the stacks of all threads (the default), or only that of the faulting thread, or else of the first
   * one.
   */
  readonly threads?: 'all' | 'faulting' | undefined;
  /** The maximum for each stack; 1024 by default. */
  readonly maxFrames?: number | undefined;
  /** Names the frames of a Node.js process whose code V8 made at run time. */
  readonly codeLog?: V8CodeLog | undefined;
  /** Called at the beginning, and then again and again; what it throws ends the report. */
  readonly onProgress?: ((progress: ReportProgress) => void) | undefined;
}

const crashReportNames: OptionNames<CrashReportOptions> = {
  ...dumpImageNames,
  threads: true,
  maxFrames: true,
  codeLog: true,
  onProgress: true,
};

/** Only recursion makes deeper stacks, and this many frames show it. */
const usualFrames = 1024;

/**
 * Makes the report of a dump: what happened where, all stacks with names and lines, registers, modules, and what is
 * missing. Print it with {@link formatCrashReport}, or write it as JSON.
 *
 * The work is done in slices of some milliseconds, between which timers and I/O have their turn.
 *
 * `problems` names the damaged parts of the dump; the report has the rest. A dump without an exception, such as that of
 * a hanging program, gets a report, too.
 *
 * @param session - an open session without a process; the modules of the dump are loaded into it. Images and PDBs are
 * looked for on its search path, in the folder of the dump and at the paths in it. Null for a report without stacks and
 * names, on every platform
 * @throws TypeError or RangeError for bad arguments; `MinidumpError` `MINIDUMP_CLOSED` for a closed dump;
 * `DbgHelpError` `DBGHELP_CLOSED` for a closed session, `DBGHELP_ALREADY_LOADED` if the session has the modules of
 * another dump; the reason of `signal`
 */
export async function crashReport(
  dump: Minidump,
  session: SymbolSession | null,
  options: CrashReportOptions = {},
): Promise<CrashReport> {
  const label = 'crashReport';
  checkOptionNames(options, crashReportNames, label);
  if (!((dump as unknown) instanceof Minidump)) throw wrongType(`${label}: \`dump\``, 'a Minidump', dump);
  if (session !== null && !((session as unknown) instanceof SymbolSession)) {
    throw wrongType(`${label}: \`session\``, 'a SymbolSession or null', session);
  }
  const threads = oneOf(options.threads ?? 'all', ['all', 'faulting'], `${label}: \`threads\``);
  const maxFrames = checkInteger(options.maxFrames ?? usualFrames, 1, 0xffff_ffff, `${label}: \`maxFrames\``);
  const { imagePath, signal, codeLog, onProgress } = options;
  checkCodeLog(codeLog, label);
  if (signal !== undefined) checkSignal(signal, label);
  if (onProgress !== undefined && typeof (onProgress as unknown) !== 'function') {
    throw wrongType(`${label}: \`onProgress\``, 'a function', onProgress);
  }
  signal?.throwIfAborted();
  return collectReport(dump, session, { threads, maxFrames, codeLog, images: { imagePath, signal }, onProgress });
}
