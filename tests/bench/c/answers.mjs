/** Reads the output of `lookups`, in the order of the addresses. */
export function readLookups(bytes) {
  const reader = new Reader(bytes);
  const answers = [];
  while (reader.more) {
    const [address, displacement] = [reader.u64(), reader.u64()];
    const [found, nameLength, line, lineDisplacement, fileLength] = Array.from({ length: 5 }, () => reader.u32());
    // The symbol's size.
    reader.u32();
    const [name, file] = [reader.text(nameLength), reader.text(fileLength)];
    const source = found === 3 ? { file, line, displacement: lineDisplacement } : undefined;
    answers.push(found === 0 ? null : { address, name, displacement, source });
  }
  return answers;
}

/** Reads the output of `enumerate`. */
export function readSymbols(bytes) {
  const reader = new Reader(bytes);
  const symbols = [];
  while (reader.more) {
    const address = reader.u64();
    const [size, tag, flags, nameLength] = [reader.u32(), reader.u32(), reader.u32(), reader.u32()];
    symbols.push({ address, size, tag, flags, name: reader.text(nameLength) });
  }
  return symbols;
}

class Reader {
  #bytes;
  #at = 0;

  constructor(bytes) {
    this.#bytes = bytes;
  }

  get more() {
    return this.#at < this.#bytes.length;
  }

  u64() {
    this.#at += 8;
    return this.#bytes.readBigUInt64LE(this.#at - 8);
  }

  u32() {
    this.#at += 4;
    return this.#bytes.readUInt32LE(this.#at - 4);
  }

  text(length) {
    const begin = this.#at;
    this.#at += length * 2;
    return this.#bytes.toString('utf16le', begin, this.#at);
  }
}
