import type { ProcessMemory } from '../minidump/walk/process-memory';
import type { ExceptionDetails } from './report-data';

/** What a C++ program may throw can be caught as so many types at most. */
const mostTypes = 64;

/** A type that a thrown object can be caught as. */
interface CatchableType {
  /** As the compiler has it: `.?AVruntime_error@std@@`. */
  readonly name: string;
  /** Bytes from the object to its part of this type. */
  readonly offset: number;
}

/**
 * What Microsoft's C++ exceptions carry, as the compiler lays it out: _ThrowInfo, with offsets from the image on 64-bit
 * Windows and with pointers on 32-bit Windows.
 *
 * @param readable - makes a type's name readable
 */
export async function thrownObject(
  memory: ProcessMemory,
  parameters: readonly bigint[],
  readable: (decorated: string) => Promise<string>,
): Promise<Extract<ExceptionDetails, { kind: 'c++' }> | null> {
  const [, object = 0n, throwInfo = 0n, imageBase = 0n] = parameters;
  if (parameters.length < 3) return null;
  const types = throwInfo === 0n ? [] : catchableTypes(memory, throwInfo, imageBase);
  const standard = types.find(({ name }) => name === '.?AVexception@std@@');
  // A std::exception begins with its function table; a pointer to its text follows.
  const what = standard && memory.pointer(object + BigInt(standard.offset + memory.pointerBytes));
  return {
    kind: 'c++',
    types: await Promise.all(types.map(({ name }) => readable(name))),
    object: `0x${object.toString(16)}`,
    message: what === undefined || what === null ? null : memory.text(what),
    rethrown: throwInfo === 0n,
  };
}

function catchableTypes(memory: ProcessMemory, throwInfo: bigint, imageBase: bigint): CatchableType[] {
  const follow = (address: bigint): bigint | null => {
    if (memory.pointerBytes === 4) return memory.pointer(address);
    const offset = memory.uint32(address);
    return offset === null || offset === 0 ? null : imageBase + BigInt(offset);
  };
  const list = follow(throwInfo + 12n);
  const count = list === null ? null : memory.uint32(list);
  const types: CatchableType[] = [];
  for (let index = 0; index < Math.min(count ?? 0, mostTypes); index++) {
    const type = follow(list! + BigInt(4 + index * 4));
    const descriptor = type === null ? null : follow(type + 4n);
    const name = descriptor === null ? null : memory.text(descriptor + BigInt(2 * memory.pointerBytes));
    if (name !== null) types.push({ name, offset: memory.uint32(type! + 8n) ?? 0 });
  }
  return types;
}

const simpleName = /^\.\?A[UVT]((?:[A-Za-z_]\w*@)+)@$/;

/**
 * Names of classes, structures and unions without template arguments; null for others, which the DLL makes readable.
 *
 * @param decorated - `.?AVruntime_error@std@@`
 */
export function simpleTypeName(decorated: string): string | null {
  const parts = simpleName.exec(decorated)?.[1];
  return parts === undefined ? null : parts.split('@').slice(0, -1).reverse().join('::');
}
