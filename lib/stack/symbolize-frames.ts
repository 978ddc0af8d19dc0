import { symbolizeAll } from '../session/addresses/addresses';
import type { SessionCore } from '../session/core';
import {
  ToldAddress,
  type InlinedFrame,
  type SourceLine,
  type SymbolizedAddress,
  type UnnamedAddress,
} from '../session/reader/symbolized-address';
import type { V8CodeLog } from './code-log';
import type { StackFrame, WalkedFrame } from './stack-frame';
import { jsonReady } from '../base/json-ready';

/** Functions of ntdll that nobody calls: the frame below them on the stack was interrupted and did not make a call. */
const interrupting: ReadonlySet<string> = new Set(['KiUserExceptionDispatcher', 'KiUserApcDispatcher']);

/** The functions that `inlineFrames` needs. */
const inlineFunctions = [
  'SymAddrIncludeInlineTrace',
  'SymQueryInlineTrace',
  'SymFromInlineContextW',
  'SymGetLineFromInlineContextW',
] as const;

/** @internal */
export const knowsInlined = (core: SessionCore): boolean => inlineFunctions.every((name) => core.binding.has(name));

type Known = SymbolizedAddress | UnnamedAddress | null;

/** Finds a module that the session does not have. */
export type OtherModules = (address: bigint) => { readonly name: string; readonly base: bigint } | undefined;

/**
 * Looks up the frames of a walk, outside of slots. Leaves inlined functions out if the DLL is too old to know them.
 *
 * @internal
 */
export async function symbolizeFrames(
  core: SessionCore,
  walked: readonly WalkedFrame[],
  signal?: AbortSignal,
  otherModules?: OtherModules,
  codeLog?: V8CodeLog,
): Promise<StackFrame[]> {
  const inlineFrames = knowsInlined(core);
  const lookUp = (addresses: readonly bigint[]): Promise<Known[]> =>
    symbolizeAll(core, addresses, { inlineFrames, degrade: true, signal });

  const places = walked.map(({ address, foundBy }) =>
    foundBy === 'context' || address === 0n ? address : address - 1n,
  );
  const known = await lookUp(places);
  const interrupted = walked.flatMap((_, index) => (isInterrupting(known[index - 1]) ? [index] : []));
  const again = await lookUp(interrupted.map((index) => walked[index]!.address));
  for (const [nth, index] of interrupted.entries()) {
    places[index] = walked[index]!.address;
    known[index] = again[nth]!;
  }
  return walked.map((frame, index) => {
    const lookupAddress = places[index]!;
    const found =
      owned(core, known[index] ?? null) ??
      inOther(lookupAddress, otherModules) ??
      (frame.generated && codeLog ? inLog(lookupAddress, codeLog) : null);
    return jsonReady({ ...frame, lookupAddress, symbol: movedTo(frame.address, lookupAddress, found) });
  });
}

function inOther(address: bigint, otherModules: OtherModules | undefined): UnnamedAddress | null {
  const module = otherModules?.(address);
  if (!module) return null;
  return ToldAddress.unnamed(address, 'module', module.name, address - module.base);
}

/** The module of functions that a log names. */
const scriptModule = 'JavaScript';

function inLog(address: bigint, codeLog: V8CodeLog): SymbolizedAddress | null {
  const logged = codeLog.functionAt(address);
  if (!logged) return null;
  const displacement = address - logged.address;
  const { file, line } = logged;
  const isPlaced = file !== null && line !== null;
  const name = logged.name === '' ? '(anonymous)' : logged.name;
  const symbol = ToldAddress.named(address, isPlaced ? 'line' : 'symbol', scriptModule, name, displacement);
  if (isPlaced) symbol.source = { file, line, displacement: Number(displacement) };
  return symbol;
}

/** Removes the name of a public symbol or an export that is only the nearest one, because the thread was not in it. */
function owned(core: SessionCore, known: Known): Known {
  if (known?.level === 'address') return null;
  if (known?.name == null || !known.beyond || known.level === 'symbol') return known;
  const { address } = known;
  const module = core.modules.containing(address);
  if (!module) return null;
  return ToldAddress.unnamed(address, 'module', module.name, address - module.base);
}

function isInterrupting(known: Known | undefined): boolean {
  return known?.module?.toLowerCase() === 'ntdll' && known.name !== null && interrupting.has(known.name);
}

/** The answer for `place`, with displacements for an address a little after it. */
function movedTo(address: bigint, place: bigint, known: Known): Known {
  if (!known || address === place) return known;
  const by = address - place;
  const line = (source: SourceLine): SourceLine => ({ ...source, displacement: source.displacement + Number(by) });
  const inlined = (frame: InlinedFrame): InlinedFrame =>
    frame.source ? { ...frame, source: line(frame.source) } : frame;
  if (known.name === null) return jsonReady({ ...known, address, displacement: known.displacement + by });
  return jsonReady({
    ...known,
    address,
    displacement: known.displacement + by,
    ...(known.source ? { source: line(known.source) } : {}),
    ...(known.inlined ? { inlined: known.inlined.map(inlined) } : {}),
  });
}
