import { guidBytes } from './other-builds';

const blockSize = 4096;
const magic = 'Microsoft C/C++ MSF 7.00\r\n\x1aDS\0\0\0';
const headerBlocks = 3;

export interface MadePdb {
  /** Upper-case hexadecimal. */
  readonly guid: string;
  readonly age?: number;
  /** The minimum size in bytes. */
  readonly bytes?: number;
}

/** A PDB with a GUID, an age and padding, without symbols: an MSF file as LLVM documents it. */
export function makePdb({ guid, age = 1, bytes = 40_000 }: MadePdb): Buffer {
  const information = Buffer.alloc(32);
  information.writeUInt32LE(20_000_404, 0);
  information.writeUInt32LE(0x5f00_0000, 4);
  // Tools that add to a finished PDB increment this age.
  information.writeUInt32LE(age + 1, 8);
  guidBytes(guid).copy(information, 12);
  const debug = Buffer.alloc(64);
  debug.writeInt32LE(-1, 0);
  debug.writeUInt32LE(19_990_903, 4);
  debug.writeUInt32LE(age, 8);
  const filling = filled(Math.max(1, bytes - 8 * blockSize));
  return msf([Buffer.alloc(0), information, Buffer.alloc(0), debug, filling]);
}

function msf(streams: readonly Buffer[]): Buffer {
  let next = headerBlocks;
  const placed = streams.map((stream) => {
    const blocks = Array.from({ length: Math.ceil(stream.length / blockSize) }, () => next++);
    return { stream, blocks };
  });
  const words = [streams.length, ...streams.map(({ length }) => length), ...placed.flatMap(({ blocks }) => blocks)];
  const directory = Buffer.from(Uint32Array.from(words).buffer);
  const directoryBlocks = Array.from({ length: Math.ceil(directory.length / blockSize) }, () => next++);
  const listBlock = next++;
  const file = Buffer.alloc(next * blockSize);
  file.write(magic, 0, 'latin1');
  for (const [at, word] of [blockSize, 1, next, directory.length, 0, listBlock].entries())
    file.writeUInt32LE(word, 32 + at * 4);
  for (const { stream, blocks } of placed) if (blocks[0] !== undefined) stream.copy(file, blocks[0] * blockSize);
  directory.copy(file, directoryBlocks[0]! * blockSize);
  for (const [at, block] of directoryBlocks.entries()) file.writeUInt32LE(block, listBlock * blockSize + at * 4);
  return file;
}

/** Bytes that compress badly and are the same in each run. */
function filled(length: number): Buffer {
  const words = new Uint32Array(Math.ceil(length / 4));
  let state = 0x9e37_79b9;
  for (let at = 0; at < words.length; at++) {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    words[at] = state;
  }
  return Buffer.from(words.buffer, 0, length);
}
