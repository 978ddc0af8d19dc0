import { indexInfo, Minidump } from '../../../../lib';

/** Where the entry of the program is in the dump's list of modules. */
export function entryOfProgram(bytes: Uint8Array): { entry: number; view: DataView } {
  const { streams } = Minidump.from(bytes);
  // The program is the first module.
  const entry = streams.find(({ name }) => name === 'ModuleListStream')!.offset + 4;
  return { entry, view: new DataView(bytes.buffer) };
}

/** The dump with the CodeView record that Wine omits. */
export async function withCodeView(dump: Uint8Array, program: string): Promise<Uint8Array> {
  const { guid, age, pdbFile } = await indexInfo(program);
  const id = Buffer.from(guid!, 'hex');
  const record = Buffer.concat([
    Buffer.from('RSDS'),
    ...[id.subarray(0, 4).reverse(), id.subarray(4, 6).reverse(), id.subarray(6, 8).reverse(), id.subarray(8)],
    Buffer.from(Uint32Array.of(age).buffer),
    Buffer.from(`${pdbFile!}\0`),
  ]);
  const bytes = new Uint8Array(Buffer.concat([dump, record]));
  const { entry, view } = entryOfProgram(bytes);
  view.setUint32(entry + 76, record.length, true);
  view.setUint32(entry + 80, dump.length, true);
  return bytes;
}
