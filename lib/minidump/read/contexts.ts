import type { CONTEXT, MINIDUMP_LOCATION_DESCRIPTOR } from '../../../types/structures';
import * as structures from '../../../types/structures';
import { defineStruct, type StructClass } from '../../ffi/struct';
import { lazy } from './lazy';
import type { Plain } from './record';
import type { StreamReader } from './stream-reader';
import type { MinidumpArchitecture } from './system-info';

const contextClasses: Readonly<Partial<Record<MinidumpArchitecture, StructClass<CONTEXT>>>> = {
  x64: defineStruct(structures.CONTEXT_AMD64),
  x86: defineStruct(structures.CONTEXT_X86),
  arm64: defineStruct(structures.ARM64_NT_CONTEXT),
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
