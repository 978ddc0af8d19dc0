import { isOnlyProgress, plainText, progressIn } from '../../../../lib/session/modules/load-messages';

/** Texts of symsrv.dll: for a console, with backspaces that erase earlier text, and in XML. */
const begins = 'SYMSRV:  ntdll.pdb from https://msdl.example.com/download/symbols: 1985536 bytes - \n';
const percent = '\b\b\b\b\b\b\b\b\b\b\b\b\b\b 12 percent';

describe('the text of a download', () => {
  it.each<[string, string, ReturnType<typeof progressIn>]>([
    ['begins', begins, { file: 'ntdll.pdb', percent: null, bytes: 1985536 }],
    ['goes on', percent, { file: null, percent: 12, bytes: null }],
    ['goes on in XML', '<Progress percent="34"/>\n', { file: null, percent: 34, bytes: null }],
    ['says more than all', '999 percent', { file: null, percent: 100, bytes: null }],
  ])('%s', (_what, text, progress) => {
    expect(progressIn(text)).toEqual(progress);
  });

  it.each(['DBGHELP: ntdll - public symbols', '<Log message="12 of 13"/>', 'percent', '', 'a.pdb - 3000 bytes'])(
    'is not %p',
    (text) => {
      expect(progressIn(text)).toBeUndefined();
    },
  );

  it('loses the characters for consoles', () => {
    expect(plainText(percent)).toBe('12 percent');
    expect(plainText('one\r\n\ttwo\n')).toBe('one\n\ttwo');
    expect([plainText(percent), plainText(begins)].map(isOnlyProgress)).toEqual([true, false]);
  });
});
