import { exceptionCodes } from '../../../lib/win32/exception-codes';
import { failFastCodes } from '../../../lib/report/fail-fast-codes';
import { durationText, namedCode, sizeText } from '../../../lib/report/format/words';

describe('codes of exceptions', () => {
  // From Microsoft's pages "NTSTATUS Values" and "EXCEPTION_RECORD structure", and from the sources of the programs
  // that raise the others.
  it.each([
    [0xc0000005, 'EXCEPTION_ACCESS_VIOLATION'],
    [0xc0000006, 'EXCEPTION_IN_PAGE_ERROR'],
    [0xc000001d, 'EXCEPTION_ILLEGAL_INSTRUCTION'],
    [0xc0000094, 'EXCEPTION_INT_DIVIDE_BY_ZERO'],
    [0xc00000fd, 'EXCEPTION_STACK_OVERFLOW'],
    [0x80000003, 'EXCEPTION_BREAKPOINT'],
    [0xc0000374, 'STATUS_HEAP_CORRUPTION'],
    [0xc0000409, 'STATUS_STACK_BUFFER_OVERRUN'],
    [0xe06d7363, 'CPP_EXCEPTION'],
    [0xe0434352, 'CLR_EXCEPTION'],
  ])('0x%s is %s', (code, name) => {
    expect(namedCode(code)).toMatchObject({ code: `0x${code.toString(16).toUpperCase()}`, name });
  });

  it('may be signed, as in some programs', () => {
    expect(namedCode(-1073741819).name).toBe('EXCEPTION_ACCESS_VIOLATION');
  });

  it('that are unknown are described by their bits', () => {
    expect(namedCode(0xc0aa0007)).toEqual({
      code: '0xC0AA0007',
      name: null,
      explanation: 'By its bits, an error of Windows, facility 170, number 7.',
    });
    expect(namedCode(0xe0001234).explanation).toBe(
      'By its bits, an error that a program or its language defined itself.',
    );
    expect(namedCode(1).code).toBe('0x00000001');
  });

  it.each([
    ['exceptions', exceptionCodes],
    ['fail fast', failFastCodes],
  ])('of %s each have an upper-case name and a sentence', (_, table) => {
    for (const [name, explanation] of Object.values(table)) {
      expect(name).toMatch(/^[A-Z][A-Z\d_]+$/);
      expect(explanation).toMatch(/^[A-Zl].*\.$/);
      expect(explanation.length).toBeLessThan(110);
    }
  });

  it('of fail fast are those of winnt.h', () => {
    expect(failFastCodes[2]![0]).toBe('FAST_FAIL_STACK_COOKIE_CHECK_FAILURE');
    expect(failFastCodes[7]![0]).toBe('FAST_FAIL_FATAL_APP_EXIT');
    expect(failFastCodes[10]![0]).toBe('FAST_FAIL_GUARD_ICALL_CHECK_FAILURE');
  });
});

describe('units', () => {
  it('of time are at most three', () => {
    expect(durationText(0.4)).toBe('0 s');
    expect(durationText(59.9)).toBe('59 s');
    expect(durationText(3661)).toBe('1 h 1 min 1 s');
    expect(durationText(90061)).toBe('1 d 1 h 1 min');
  });

  it('of size are powers of 1024', () => {
    expect(sizeText(1023)).toBe('1023 bytes');
    expect(sizeText(1536)).toBe('1.5 KiB');
    expect(sizeText(150 * 1024 * 1024)).toBe('150 MiB');
  });
});
