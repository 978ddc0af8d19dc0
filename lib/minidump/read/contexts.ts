import {
  ARM64_NT_CONTEXT,
  type CONTEXT,
  CONTEXT_AMD64,
  CONTEXT_X86,
  type MINIDUMP_LOCATION_DESCRIPTOR,
  type StructClass,
} from '../../ffi/structures';
import { lazy } from './lazy';
import type { Plain } from './record';
import type { StreamReader } from './stream-reader';
import type { MinidumpArchitecture } from './system-info';

const contextClasses: Readonly<Partial<Record<MinidumpArchitecture, StructClass<CONTEXT>>>> = {
  x64: CONTEXT_AMD64,
  x86: CONTEXT_X86,
  arm64: ARM64_NT_CONTEXT,
};
/** The size of a view and its bytes, without the registers. */
const contextCost = 700;

/** The registers at a place in a dump, read at their first use. */
export function contextAt(
  reader: StreamReader,
  { Rva, DataSize }: Plain<MINIDUMP_LOCATION_DESCRIPTOR>,
  architecture: MinidumpArchitecture,
): () => CONTEXT | null {
  return lazy(() => {
    const contextClass = contextClasses[architecture];
    if (!contextClass || DataSize === 0) return null;
    const { structName, byteLength } = contextClass;
    if (DataSize < byteLength) {
      throw reader.error('MINIDUMP_DAMAGED', `a context of ${String(DataSize)} bytes is no ${structName}`, Rva);
    }
    // The further registers of some processors come after the structure.
    reader.keep(contextCost + byteLength, Rva);
    return contextClass.over(new Uint8Array(reader.bytes(Rva, byteLength, 'the context of a thread').buffer));
  });
}
