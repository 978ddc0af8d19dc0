import { visible } from './escapes';

/** A line may be broken after one of these. */
const breaks = /[ ,\\/:;>]/;

/**
 * Wraps text of a dump to a number of columns. It breaks after spaces and after separators of names and paths, or
 * anywhere if the second half of a line has none.
 *
 * @param head - the beginning of the first line
 * @param indent - the beginning of all others
 */
export function wrapped(text: string, columns: number, head = '', indent = head.replace(/./g, ' ')): string[] {
  const lines: string[] = [];
  let [start, rest] = [head, visible(text)];
  while (start.length + rest.length > columns) {
    const room = columns - start.length;
    let end = room;
    while (end > room / 2 && !breaks.test(rest[end - 1]!)) end--;
    if (end <= room / 2) end = room;
    lines.push((start + rest.slice(0, end)).trimEnd());
    [start, rest] = [indent, rest.slice(end).trimStart()];
  }
  return [...lines, (start + rest).trimEnd()];
}
