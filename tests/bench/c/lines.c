// All lines of a module. SymEnumLinesW of the DLL that Wine brings is a stub that ends the process: there, it is SymEnumLines.
#include "contender.h"

#include <string.h>

static DWORD64 base;
static BOOL only_narrow;
static wchar_t wide_name[MAX_PATH + 1];

static void begin(wchar_t **arguments) {
  DWORD64 displacement;
  base = load_from(arguments);
  // What such a DLL has behind its DOS header.
  static const char signature[] = "Wine builtin DLL";
  only_narrow = memcmp((const char *)GetModuleHandleW(L"dbghelp.dll") + 0x40, signature, sizeof signature - 1) == 0;
  // Deferred symbols are loaded by the first look at them.
  SymFromAddrW(PROCESS, base, &displacement, symbol_with_name());
}

static BOOL CALLBACK count_line(PSRCCODEINFOW line, PVOID context) {
  uint64_t *totals = context;
  size_t length = wcslen(line->FileName);
  memcpy(wide_name, line->FileName, length * sizeof *wide_name);
  totals[0]++;
  totals[1] += length;
  totals[2] += line->LineNumber;
  return TRUE;
}

static BOOL CALLBACK count_narrow_line(PSRCCODEINFO line, PVOID context) {
  uint64_t *totals = context;
  totals[0]++;
  totals[1] += (uint64_t)MultiByteToWideChar(CP_ACP, 0, line->FileName, -1, wide_name, MAX_PATH + 1) - 1;
  totals[2] += line->LineNumber;
  return TRUE;
}

static void round_all(Counts *counts) {
  uint64_t totals[3] = {0, 0, 0};
  BOOL done = only_narrow ? SymEnumLines(PROCESS, base, NULL, NULL, count_narrow_line, totals)
                          : SymEnumLinesW(PROCESS, base, NULL, NULL, count_line, totals);
  if (!done) fail("SymEnumLines");
  *counts = (Counts){{"lines", "characters", "sum"}, {totals[0], totals[1], totals[2]}};
}

const Work lines = {L"lines", "OPTIONS IMAGE BASE", 3, begin, round_all, NULL};
