import { pointerBits } from '../base/architecture';
import { outOfRange } from '../base/checks';
import { koffi } from '../base/koffi';
import type { Incoming } from './marshal';
import type { Parameter } from './parameters';
import type { MemorySize, ParamOptions } from '../../types/vocabulary';

/** Checks that the memory passed to a call is as large as the DLL assumes. */

/** Checks one argument of a call against the others. Throws a RangeError that names the parameter. */
export type RoomCheck = (args: readonly unknown[]) => void;

/** The check of a parameter, if its prototype says what must fit. */
export function roomCheck(
  params: readonly Parameter<ParamOptions>[],
  index: number,
  { capacity, convert }: Incoming,
  label: (parameter: string) => string,
): RoomCheck | undefined {
  const { name, options } = params[index]!;
  const required = requirement(params, options, label);
  if (!capacity || !required) return undefined;
  const describe = (): string => label(name);
  const what = options.length === undefined ? 'room' : `room for \`${options.length}\``;
  const tooSmall = (needed: number, room: number): RangeError =>
    outOfRange(describe, `a buffer with ${what}: ${String(needed)}`, room);
  return (args) => {
    const value = args[index];
    if (value === null || value === undefined) return;
    const room = capacity(value);
    const { bytes, each, aligned } = required(args);
    if (bytes > room) throw tooSmall(bytes, room);
    if (each === undefined && aligned === undefined) return;
    const memory = convert(value, describe) as bigint | Uint8Array;
    const all = each !== undefined && typeof memory !== 'bigint' ? bytes + each * firstDword(memory) : bytes;
    if (all > room) throw tooSmall(all, room);
    const address = typeof memory === 'bigint' ? memory : koffi().address(memory);
    if (aligned !== undefined && address % BigInt(aligned) !== 0n) {
      throw outOfRange(describe, `memory at a multiple of ${String(aligned)} bytes`, address);
    }
  };
}

/** In elements of the memory; an element is a byte unless the type is larger. */
type Requirement = (args: readonly unknown[]) => RequiredSize;

type RequiredSize = Omit<MemorySize, 'bytes'> & { readonly bytes: number };

const ofThisProcess = ({ bytes, ...size }: MemorySize): RequiredSize => ({
  ...size,
  bytes: typeof bytes === 'number' ? bytes : bytes[pointerBits === 32 ? 'in32' : 'in64'],
});

function requirement(
  params: readonly Parameter<ParamOptions>[],
  { length, capacity, needs }: Partial<ParamOptions>,
  label: (parameter: string) => string,
): Requirement | undefined {
  if (capacity !== undefined) return () => ({ bytes: capacity });
  const at = params.findIndex(({ name }) => name === (length ?? needs?.parameter));
  if (length !== undefined) return (args) => ({ bytes: toldBy(args[at]) });
  if (!needs) return undefined;
  const { parameter } = needs;
  const sizes: Readonly<Record<number, RequiredSize>> = Object.fromEntries(
    Object.entries(needs.sizes).map(([value, size]) => [value, ofThisProcess(size)]),
  );
  return (args) => {
    const size = sizes[toldBy(args[at])];
    if (size) return size;
    const known = Object.keys(sizes).map((key) => `0x${Number(key).toString(16)}`);
    throw outOfRange(() => label(parameter), `one of ${known.join(', ')}`, args[at]);
  };
}

/** A length is a number, or the element of an array that the function updates. A DWORD may come as a signed number. */
function toldBy(length: unknown): number {
  const told = Number(ArrayBuffer.isView(length) ? (length as Uint32Array)[0] : length);
  return told < 0 ? told >>> 0 : told;
}

const firstDword = ({ buffer, byteOffset }: Uint8Array): number => new DataView(buffer, byteOffset).getUint32(0, true);
