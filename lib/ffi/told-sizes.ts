import { outOfRange } from '../base/checks';
import { readUnsigned, writeUnsigned } from './fields';
import type { View } from './struct';

/** What structures tell the DLL of their size. */

/** Tells the DLL the size of an older version, each time of the one before; with none left, what it told first. */
export function olderVersions({ dataView, described: { versions } }: View): () => boolean {
  if (!versions) return () => false;
  const { member, sizes } = versions;
  const first = readUnsigned(dataView, member);
  const left = sizes.includes(first) ? sizes.filter((size) => size < first) : [];
  return () => {
    const size = left.shift();
    writeUnsigned(dataView, member, size ?? first);
    return size !== undefined;
  };
}

/** Throws where the sizes that a view tells DbgHelp are larger than the view: DbgHelp would write past its end. */
export function checkSizes({ bytes, dataView, described }: View, label: () => string): void {
  const { name, limits } = described;
  const size = bytes.length;
  if (size === 0) throw new RangeError(`${label()} is a view of ${name} whose memory was transferred elsewhere`);
  for (const { member, from, unit } of limits) {
    const told = readUnsigned(dataView, member);
    if (from + told * unit <= size) continue;
    const room = String((size - from) / unit);
    throw outOfRange(() => `${label()}: ${name}.${member.name}`, `at most ${room}`, told);
  }
}
