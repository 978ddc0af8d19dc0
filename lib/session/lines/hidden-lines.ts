/**
 * Line numbers that compilers give to code which belongs to no line of the source: debuggers step over or into it without showing
 * one, by cvinfo.h (CV_Line_t) of Microsoft's PDB sources.
 */
const neverStepOnto = 0xfeefee;
const alwaysStepInto = 0xf00f00;

/** Whether a line number says that there is no line. */
export function isHiddenLine(line: number): boolean {
  return line === neverStepOnto || line === alwaysStepInto;
}
