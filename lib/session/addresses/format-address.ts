import { wrongType } from '../../base/checks';
import type { InlinedFrame, SourceLine, SymbolizedAddress, UnnamedAddress } from '../reader/symbolized-address';

/**
 * Prints an address as debuggers do: `app!render::draw+0x10 [C:\app\draw.cpp @ 42]`, or what is known of it, down to
 * `app+0x1234` and `0x140001234`. Inlined functions come first, innermost first, each on its own line: `(Inline
 * Function) app!render::clamp [C:\app\draw.cpp @ 7]`. An address beyond its symbol is marked: `app!render::draw+0x190
 * (beyond it)`.
 *
 * @param result - a result of `symbolize` or `symbolizeAll`
 */
export function formatAddress(result: SymbolizedAddress | UnnamedAddress): string {
  if (typeof (result as Partial<SymbolizedAddress> | null | undefined)?.address !== 'bigint') {
    throw wrongType('formatAddress: `result`', 'what symbolize gave, and not null: nothing is known there', result);
  }
  const { module, displacement } = result;
  if (module === null) return hex(result.address);
  if (result.name === null) return `${module}+${hex(displacement)}`;
  const beyond = result.beyond ? ' (beyond it)' : '';
  const own = named(module, result) + offset(displacement) + beyond + line(result.source);
  if (!result.inlined || result.inlined.length === 0) return own;
  const inlined = result.inlined.map((frame) => `(Inline Function) ${named(module, frame)}${line(frame.source)}`);
  return [...inlined, own].join('\n');
}

const hex = (value: bigint): string => `0x${value.toString(16)}`;
const offset = (displacement: bigint): string => (displacement === 0n ? '' : `+${hex(displacement)}`);
const named = (module: string, { name }: Pick<InlinedFrame, 'name'>): string => (module ? `${module}!${name}` : name);
const line = (source: SourceLine | undefined): string => (source ? ` [${source.file} @ ${String(source.line)}]` : '');
