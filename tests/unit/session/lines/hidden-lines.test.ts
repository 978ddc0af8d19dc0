import { isHiddenLine } from '../../../../lib/session/lines/hidden-lines';

describe('a line number', () => {
  // The values NSI and ASI of `llvm-pdbutil dump -l`.
  it.each([0xfeefee, 0xf00f00])('%p stands for code without a line', (line) => {
    expect(isHiddenLine(line)).toBe(true);
  });

  it.each([0, 1, 0xf00eff, 0xfeefed, 0xfeefef, 0xffffff])('%p is a line', (line) => {
    expect(isHiddenLine(line)).toBe(false);
  });
});
