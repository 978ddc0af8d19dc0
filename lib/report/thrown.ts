import type { ProcessMemory } from '../minidump/walk/process-memory';
import type { ExceptionDetails } from './report-data';

/** The largest number of types as which a thrown object can be caught. */
const mostTypes = 64;

/** A type as which a thrown object can be caught. */
interface CatchableType {
  /** The decorated name: `.?AVruntime_error@std@@`. */
  readonly name: string;
  /** Bytes from the object to its subobject of this type. */
  readonly offset: number;
}

/**
 * Reads the _ThrowInfo of a Microsoft C++ exception, which has offsets from the image on 64-bit Windows, and pointers
 * on 32-bit Windows.
 *
 * @param readable - gives the readable name of a type
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
  // A std::exception begins with its virtual function table pointer; a pointer to its text follows.
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
 * The names of classes, structures and unions without template arguments; null for others, which the DLL undecorates.
 *
 * @param decorated - `.?AVruntime_error@std@@`
 */
export function simpleTypeName(decorated: string): string | null {
  const parts = simpleName.exec(decorated)?.[1];
  return parts === undefined ? null : parts.split('@').slice(0, -1).reverse().join('::');
}
