import { visible } from './escapes';

/** Where a line may be broken, after these. */
const breaks = /[ ,\\/:;>]/;

/**
 * Text of a dump in lines of at most so many columns, broken after spaces and what parts names and paths, or anywhere where there is
 * none of these in the second half of a line.
 *
 * @param head - what the first line begins with
 * @param indent - what the others begin with
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
