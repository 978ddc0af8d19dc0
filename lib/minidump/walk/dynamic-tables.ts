import { MINIDUMP_STREAM_TYPE } from '../../../types/constants';
import type { MINIDUMP_FUNCTION_TABLE_DESCRIPTOR, MINIDUMP_FUNCTION_TABLE_STREAM } from '../../../types/structures';
import * as structures from '../../../types/structures';
import { defineStruct } from '../../ffi/struct';
import type { Minidump } from '../minidump';
import type { DynamicTable } from './function-tables';

const header = defineStruct<MINIDUMP_FUNCTION_TABLE_STREAM>(structures.MINIDUMP_FUNCTION_TABLE_STREAM);
const descriptor = defineStruct<MINIDUMP_FUNCTION_TABLE_DESCRIPTOR>(structures.MINIDUMP_FUNCTION_TABLE_DESCRIPTOR);

/** The tables of FunctionTableStream, for code that the program generated; as many as can be read. */
export function dynamicTables(dump: Minidump): DynamicTable[] {
  const stream = dump.stream(MINIDUMP_STREAM_TYPE.FunctionTableStream);
  const tables: DynamicTable[] = [];
  if (!stream || stream.length < header.byteLength) return tables;
  const {
    SizeOfHeader,
    SizeOfDescriptor,
    SizeOfNativeDescriptor,
    SizeOfFunctionEntry,
    NumberOfDescriptors,
    SizeOfAlignPad,
  } = header.over(stream);
  if (SizeOfDescriptor < descriptor.byteLength || SizeOfFunctionEntry === 0) return tables;
  let at = SizeOfHeader + SizeOfAlignPad;
  while (tables.length < NumberOfDescriptors && at + SizeOfDescriptor <= stream.length) {
    const {
      MinimumAddress,
      MaximumAddress,
      BaseAddress,
      EntryCount,
      SizeOfAlignPad: pad,
    } = descriptor.over(stream, at);
    at += SizeOfDescriptor + SizeOfNativeDescriptor;
    const entries = stream.subarray(at, at + EntryCount * SizeOfFunctionEntry);
    tables.push({ from: Number(MinimumAddress), to: Number(MaximumAddress), base: Number(BaseAddress), entries });
    at += EntryCount * SizeOfFunctionEntry + pad;
  }
  return tables;
}
