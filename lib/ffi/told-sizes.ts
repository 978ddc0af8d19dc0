import { outOfRange } from '../base/checks';
import { readUnsigned, writeUnsigned } from './fields';
import type { View } from './struct';

/** The sizes that structures report to the DLL. */

/** Writes the size of the next older version on each call. Writes the original size back if no version is left. */
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

/** Throws if the size in a view is larger than the view, because DbgHelp would write past its end. 1733!:/* */
export function checkSizes(view: View, label: () => string): void {
  const { name, limits } = view.described;
  const size = view.bytes.length;
  if (size === 0) throw new RangeError(`${label()} is a view of ${name} whose memory was transferred elsewhere`);
  for (const { member, from, unit } of limits) {
    const told = readUnsigned(view.dataView, member);
    if (from + told * unit <= size) continue;
    const room = String((size - from) / unit);
    throw outOfRange(() => `${label()}: ${name}.${member.name}`, `at most ${room}`, told);
  }
}
