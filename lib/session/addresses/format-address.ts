import type { InlinedFrame, SourceLine, SymbolizedAddress, UnnamedAddress } from '../reader/symbolized-address';

/**
 * An address as debuggers print it: `app!render::draw+0x10 [C:\app\draw.cpp @ 42]`, or as much of that as is known, down
 * to `app+0x1234` and `0x140001234`. Inlined functions come before, innermost first, on a line of their own each:
 * `(Inline Function) app!render::clamp [C:\app\draw.cpp @ 7]`.
 * Where the address is beyond the symbol, that follows: `app!render::draw+0x190 (beyond it)`.
 *
 * @param result - what `symbolize` or `symbolizeAll` gave
 */
export function formatAddress(result: SymbolizedAddress | UnnamedAddress): string {
  const { module, displacement } = result;
  if (module === null) return hex(result.address);
  if (result.name === null) return `${module}+${hex(displacement)}`;
  const inlined = (result.inlined ?? []).map(
    (frame) => `(Inline Function) ${named(module, frame)}${line(frame.source)}`,
  );
  const beyond = result.beyond ? ' (beyond it)' : '';
  return [...inlined, named(module, result) + offset(displacement) + beyond + line(result.source)].join('\n');
}

const hex = (value: bigint): string => `0x${value.toString(16)}`;
const offset = (displacement: bigint): string => (displacement === 0n ? '' : `+${hex(displacement)}`);
const named = (module: string, { name }: Pick<InlinedFrame, 'name'>): string => (module ? `${module}!${name}` : name);
const line = (source: SourceLine | undefined): string => (source ? ` [${source.file} @ ${String(source.line)}]` : '');
