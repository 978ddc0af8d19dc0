import { MINIDUMP_STREAM_TYPE } from '../../../types/constants';
import { MINIDUMP_FUNCTION_TABLE_DESCRIPTOR, MINIDUMP_FUNCTION_TABLE_STREAM } from '../../ffi/structures';
import type { Minidump } from '../minidump';
import type { DynamicTable } from './function-tables';

/** The tables of FunctionTableStream, for code that the program generated; as many as can be read. */
export function dynamicTables(dump: Minidump): DynamicTable[] {
  const stream = dump.stream(MINIDUMP_STREAM_TYPE.FunctionTableStream);
  const tables: DynamicTable[] = [];
  if (!stream || stream.length < MINIDUMP_FUNCTION_TABLE_STREAM.byteLength) return tables;
  const {
    SizeOfHeader,
    SizeOfDescriptor,
    SizeOfNativeDescriptor,
    SizeOfFunctionEntry,
    NumberOfDescriptors,
    SizeOfAlignPad,
  } = MINIDUMP_FUNCTION_TABLE_STREAM.over(stream);
  if (SizeOfDescriptor < MINIDUMP_FUNCTION_TABLE_DESCRIPTOR.byteLength || SizeOfFunctionEntry === 0) return tables;
  let at = SizeOfHeader + SizeOfAlignPad;
  while (tables.length < NumberOfDescriptors && at + SizeOfDescriptor <= stream.length) {
    const {
      MinimumAddress,
      MaximumAddress,
      BaseAddress,
      EntryCount,
      SizeOfAlignPad: pad,
    } = MINIDUMP_FUNCTION_TABLE_DESCRIPTOR.over(stream, at);
    at += SizeOfDescriptor + SizeOfNativeDescriptor;
    const entries = stream.subarray(at, at + EntryCount * SizeOfFunctionEntry);
    tables.push({ from: Number(MinimumAddress), to: Number(MaximumAddress), base: Number(BaseAddress), entries });
    at += EntryCount * SizeOfFunctionEntry + pad;
  }
  return tables;
}
