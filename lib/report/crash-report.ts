import { checkInteger, wrongType } from '../base/checks';
import { SymbolSession } from '../session/session';
import { Minidump } from '../minidump/minidump';
import { dumpImageNames, type DumpImageOptions } from '../minidump/walk/load-dump-modules';
import { collectReport } from './collect';
import { oneOf } from './format/format-report';
import type { CrashReport } from './report-data';
import { checkOptionNames, type OptionNames } from '../base/option-names';

export interface CrashReportOptions extends DumpImageOptions {
  /** Walk the stacks of all threads, as by default, or only that of the faulting one, or the first one. */
  readonly threads?: 'all' | 'faulting' | undefined;
  /** Of each stack: 1024 unless told otherwise. */
  readonly maxFrames?: number | undefined;
}

const crashReportNames: OptionNames<CrashReportOptions> = { ...dumpImageNames, threads: true, maxFrames: true };

/** More than stacks have but for recursion, of which this shows enough. */
const usualFrames = 1024;

/**
 * What a person wants to know of a dump: what happened where, all stacks with names and lines, registers, modules, and what was
 * missing. For {@link formatCrashReport}, or for JSON as it is.
 *
 * A damaged part of the dump is named in `problems`; the report has the rest. A dump without an exception, as of a program that
 * hangs, is reported just the same.
 *
 * @param session - one that is open and without a process, and that gets the modules of the dump. Its search path tells where images
 * and PDBs are looked for, besides the folder of the dump and the paths in it. Null for a report without stacks and names:
 * on every platform
 * @throws TypeError or RangeError for bad arguments; `MinidumpError` `MINIDUMP_CLOSED` for a closed dump; `DbgHelpError`
 * `DBGHELP_CLOSED` for a closed session, `DBGHELP_ALREADY_LOADED` for a session that has the modules of another dump; what `signal` was aborted with
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
  const { imagePath, signal } = options;
  signal?.throwIfAborted();
  return collectReport(dump, session, { threads, maxFrames, images: { imagePath, signal } });
}
