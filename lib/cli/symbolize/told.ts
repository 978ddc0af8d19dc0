import { jsonReady } from '../../base/json-ready';
import type { SymbolizedAddress } from '../../session/index';
import { doors } from '../doors';
import type { TextAnswer } from './answers';

/** What there is to say of a place. */
export interface Telling {
  readonly answer: TextAnswer | null;
  /** The name of the function in the text, if it has one. */
  readonly name: string | null;
  /** Whether the text names a module. */
  readonly hasModule: boolean;
}

/** What is written behind a place; empty if it tells nothing new. */
export function textOf({ answer, name, hasModule }: Telling): string {
  if (answer?.module == null || (answer.name === null && hasModule)) return '';
  const { source } = answer;
  if (name !== null && answer.name === name) return source ? ` [${source.file} @ ${String(source.line)}]` : '';
  const whole = doors.session().formatAddress(answer as SymbolizedAddress);
  return ` (${whole.replaceAll('\n', ', in ')})`;
}

export const jsonOf = ({ answer }: Telling): string => JSON.stringify(answer);

/** The answer for a return address, when the call before it was asked for. */
export function moved(answer: TextAnswer | null): TextAnswer | null {
  if (!answer) return null;
  const { source } = answer;
  return jsonReady({
    ...answer,
    address: answer.address + 1n,
    displacement: answer.displacement + 1n,
    ...(source && { source: { ...source, displacement: source.displacement + 1 } }),
  });
}
