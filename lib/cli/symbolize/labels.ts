/** How records of faults call the module and the offset, each in a line of its own: Windows' event log, and reports of errors. */
export const labels: readonly { readonly says: string; readonly gives: 'module' | 'offset' }[] = [
  { says: 'Faulting module name', gives: 'module' },
  { says: 'Fault Module Name', gives: 'module' },
  { says: 'Fault offset', gives: 'offset' },
  { says: 'Exception Offset', gives: 'offset' },
];

/** The last letters of all labels. */
const ends = new Set(labels.map(({ says }) => says.charCodeAt(says.length - 1)));

/** The label that ends before a colon. */
export function labelBefore(text: string, colon: number): (typeof labels)[number] | undefined {
  if (!ends.has(text.charCodeAt(colon - 1))) return undefined;
  return labels.find(({ says }) => text.startsWith(says, colon - says.length));
}

/** The offset of a fault comes a few lines after the module. */
export const mostLinesBetween = 8;
