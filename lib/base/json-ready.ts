import { types } from 'node:util';

/**
 * The prototype of answers with bigints, which JSON.stringify refuses. `toJSON` gives addresses, offsets and registers
 * as hexadecimal text, and the values of constants as decimal text, at any depth. Otherwise answers are plain objects:
 * they have no own members of this class, copies do not keep it, and they are printed and compared as plain objects.
 *
 * @internal
 */
export class JsonReady {
  toJSON(): unknown {
    return membersOf(this);
  }
}
Object.defineProperty(JsonReady.prototype, 'constructor', { value: Object });

/** The same for lists of bigints. */
class JsonReadyList extends Array<unknown> {
  toJSON(): unknown {
    return this.map((element) => textOf('', element));
  }
}
Object.defineProperty(JsonReadyList.prototype, 'constructor', { value: Array });

/**
 * Prepares for JSON an object or a list that was just made and has bigints itself.
 *
 * @internal
 */
export function jsonReady<Answer extends object>(answer: Answer): Answer {
  const { prototype } = Array.isArray(answer) ? JsonReadyList : JsonReady;
  return Object.setPrototypeOf(answer, prototype) as Answer;
}

const membersOf = (answer: object): Record<string, unknown> =>
  Object.fromEntries(Object.entries(answer).map(([name, value]) => [name, textOf(name, value)]));

function textOf(name: string, value: unknown): unknown {
  if (typeof value === 'bigint') return name === 'value' ? String(value) : hexadecimal(value);
  if (typeof value !== 'object' || value === null || value instanceof Error || 'toJSON' in value) return value;
  if (Array.isArray(value)) return value.map((element) => textOf(name, element));
  return types.isBigUint64Array(value) ? Array.from(value, hexadecimal) : membersOf(value);
}

const hexadecimal = (value: bigint): string => (value < 0n ? `-0x${(-value).toString(16)}` : `0x${value.toString(16)}`);
