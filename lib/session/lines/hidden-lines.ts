/**
 * Line numbers that compilers give to code without a source line. Debuggers step over or into such code without showing
 * a line: see CV_Line_t in cvinfo.h of Microsoft's PDB sources.
 */
const neverStepOnto = 0xfeefee;
const alwaysStepInto = 0xf00f00;

/** Whether a line number means that there is no line. */
export function isHiddenLine(line: number): boolean {
  return line === neverStepOnto || line === alwaysStepInto;
}
