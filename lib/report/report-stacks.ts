import { win32 as windowsPath } from 'node:path';
import type { SymbolizedAddress, UnnamedAddress } from '../session/reader/symbolized-address';
import type { StackFrame, ThreadStack } from '../stack/stack-frame';
import type { MinidumpModule } from '../minidump/read/modules';
import type { MinidumpThread } from '../minidump/read/threads';
import { pointersOf, type ThreadContext } from './registers';
import type {
  ReportArchitecture,
  ReportCulprit,
  ReportFrame,
  ReportInlinedFrame,
  ReportLocation,
  ReportThread,
} from './report-data';
import { inlinedText, locationText } from './format/words';
import { isManagedImage, isSystemFunction, isSystemModule } from './system-code';

/** Finds the module at an address. */
export type ModuleAt = (address: bigint) => MinidumpModule | undefined;

/** DbgHelp's short names have no extension; files of Linux and macOS are known by the whole of theirs. */
const shortName = (path: string): string =>
  /^\/|\.so(?:\.[\d.]+)?$|\.dylib$/.test(path) ? windowsPath.basename(path) : windowsPath.parse(path).name;

export const hex = (value: bigint): string => `0x${value.toString(16)}`;

/** The place of an address: from the session, or else its module, from the dump. */
export function locationOf(
  address: bigint,
  symbol: SymbolizedAddress | UnnamedAddress | null,
  moduleAt: ModuleAt,
): ReportLocation | null {
  const isNearestOnly = symbol !== null && symbol.name !== null && symbol.beyond === true;
  if (symbol && symbol.level !== 'address' && symbol.module !== null && !isNearestOnly) {
    const source = 'source' in symbol ? symbol.source : undefined;
    return {
      level: symbol.level,
      module: symbol.module,
      function: symbol.name,
      displacement: hex(symbol.displacement),
      source: source ? { file: source.file, line: source.line } : null,
    };
  }
  const module = moduleAt(address);
  return module
    ? {
        level: 'module',
        module: isNearestOnly ? symbol.module : shortName(module.path),
        function: null,
        displacement: hex(address - module.base),
        source: null,
      }
    : null;
}

function reportFrame(frame: StackFrame, index: number, moduleAt: ModuleAt, runsManaged: boolean): ReportFrame {
  const { address, lookupAddress, symbol } = frame;
  const module = moduleAt(lookupAddress);
  return {
    index,
    address: hex(address),
    stackPointer: hex(frame.stackPointer),
    framePointer: hex(frame.framePointer),
    foundBy: frame.foundBy,
    trust: frame.trust,
    generated: frame.generated,
    managed: module ? isManagedImage(module.path) : frame.generated && runsManaged,
    system: module !== undefined && isSystemModule(module.path),
    location: locationOf(lookupAddress, symbol, moduleAt),
    inlined: inlinedIn(symbol),
  };
}

/** The functions inlined at an address, innermost first. */
export function inlinedIn(symbol: SymbolizedAddress | UnnamedAddress | null): ReportInlinedFrame[] {
  const inlined = symbol && 'inlined' in symbol ? symbol.inlined : undefined;
  return (inlined ?? []).map(({ name, source }) => ({
    function: name,
    source: source ? { file: source.file, line: source.line } : null,
  }));
}

/** The frames of a thread that is not walked: its instruction pointer. */
export function unwalked(
  context: ThreadContext | null,
  architecture: ReportArchitecture,
): Pick<ThreadStack, 'frames'> & { readonly end: 'not-walked'; readonly error: null } {
  const pointers = context && pointersOf(context, architecture);
  const frames: StackFrame[] = pointers
    ? [
        {
          address: pointers.instruction,
          lookupAddress: pointers.instruction,
          returnAddress: 0n,
          stackPointer: pointers.stack,
          framePointer: 0n,
          foundBy: 'context',
          trust: 'context',
          generated: false,
          symbol: null,
        },
      ]
    : [];
  return { frames, end: 'not-walked', error: null };
}

/** MINIDUMP_THREAD_INFO_EXITED_THREAD. */
const exited = 4;

/** @param runsManaged - whether the process has a runtime of .NET, which makes code */
export function reportThread(
  thread: MinidumpThread,
  stack: Pick<ThreadStack, 'frames' | 'error'> & { readonly end: ReportThread['end'] },
  faulting: boolean,
  moduleAt: ModuleAt,
  runsManaged: boolean,
): ReportThread {
  const { id, name, suspendCount, priority, teb, startAddress, info } = thread;
  const ended = info !== null && (info.dumpFlags & exited) !== 0;
  return {
    id,
    name,
    faulting,
    state: ended ? 'exited' : suspendCount === null ? 'unknown' : suspendCount > 0 ? 'suspended' : 'running',
    suspendCount,
    priority,
    teb: hex(teb),
    stack: { start: hex(thread.stack.start), size: Number(thread.stack.size) },
    startAddress: startAddress === null ? null : hex(startAddress),
    frames: stack.frames.map((frame, index) => reportFrame(frame, index, moduleAt, runsManaged)),
    end: stack.end,
    error: stack.error?.message ?? null,
  };
}

/** The first function of neither the system nor a runtime, inlined or not; or else the first one in the program's modules. */
export function culpritOf({ id, frames }: ReportThread): ReportCulprit | null {
  const own = frames.filter(({ system }) => !system).flatMap(functionsOf);
  const blamed = own.find(({ function: name }) => !isSystemFunction(name ?? '')) ?? own[0];
  if (!blamed) return null;
  const { index, location, inlined, function: name, source } = blamed;
  return {
    threadId: id,
    frame: index,
    module: location.module,
    function: name,
    source,
    inlinedInto: inlined ? location.function : null,
    text: inlined ? inlinedText(inlined, location) : locationText(location),
  };
}

/** The functions of a frame, innermost first. */
const functionsOf = ({ index, location, inlined }: ReportFrame) =>
  location
    ? [
        ...inlined.map((inner) => ({ index, location, inlined: inner, ...inner })),
        { index, location, inlined: null, function: location.function, source: location.source },
      ]
    : [];
