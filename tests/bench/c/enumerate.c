// All symbols of a module, with their names.
#include "contender.h"

#include <string.h>

static DWORD64 base;
static wchar_t name[4096];

static void begin(wchar_t **arguments) { base = load_from(arguments); }

static BOOL CALLBACK count_symbol(PSYMBOL_INFOW symbol, ULONG size, PVOID context) {
  uint64_t *totals = context;
  ULONG length = name_length(symbol);
  (void)size;
  if (length > sizeof name / sizeof *name) length = sizeof name / sizeof *name;
  memcpy(name, symbol->Name, length * sizeof *name);
  totals[0]++;
  totals[1] += length;
  return TRUE;
}

static void round_all(Counts *counts) {
  uint64_t totals[2] = {0, 0};
  if (!SymEnumSymbolsW(PROCESS, base, L"*", count_symbol, totals)) fail("SymEnumSymbolsW");
  *counts = (Counts){{"symbols", "characters"}, {totals[0], totals[1]}};
}

// Each: address, size, tag, flags, characters of the name; then the name in UTF-16.
static BOOL CALLBACK write_symbol(PSYMBOL_INFOW symbol, ULONG size, PVOID context) {
  ULONG length = name_length(symbol);
  (void)size;
  put64(context, symbol->Address);
  put32(context, symbol->Size);
  put32(context, symbol->Tag);
  put32(context, symbol->Flags);
  put32(context, length);
  put_text(context, symbol->Name, length);
  return TRUE;
}

static void answers(FILE *file) {
  if (!SymEnumSymbolsW(PROCESS, base, L"*", write_symbol, file)) fail("SymEnumSymbolsW");
}

const Work enumerate = {L"enumerate", "OPTIONS IMAGE BASE", 3, begin, round_all, answers};
