// Symbol and line of each of many addresses.
#include "contender.h"

#include <stdlib.h>

static uint64_t *addresses;
static size_t count;
static PSYMBOL_INFOW symbol;
static IMAGEHLP_LINEW64 line = {.SizeOfStruct = sizeof(IMAGEHLP_LINEW64)};

static void begin(wchar_t **arguments) {
  load_from(arguments);
  FILE *file = _wfopen(arguments[3], L"rb");
  if (!file || fseek(file, 0, SEEK_END) != 0) fail("opening the file of addresses");
  count = (size_t)ftell(file) / sizeof *addresses;
  rewind(file);
  addresses = malloc(count * sizeof *addresses + 1);
  if (!addresses || fread(addresses, sizeof *addresses, count, file) != count) fail("reading the addresses");
  fclose(file);
  symbol = symbol_with_name();
}

static void round_all(Counts *counts) {
  uint64_t found = 0, with_line = 0, characters = 0;
  DWORD64 displacement;
  DWORD line_displacement;
  for (size_t at = 0; at < count; at++) {
    if (!SymFromAddrW(PROCESS, addresses[at], &displacement, symbol)) continue;
    found++;
    characters += symbol->NameLen;
    if (SymGetLineFromAddrW64(PROCESS, addresses[at], &line_displacement, &line)) with_line++;
  }
  *counts = (Counts){{"found", "lines", "characters"}, {found, with_line, characters}};
}

// Each: address, displacement, found (1: symbol, 3: line too), characters of the name, line, its displacement, characters of the
// file, size of the symbol; then name and file in UTF-16.
static void answers(FILE *file) {
  for (size_t at = 0; at < count; at++) {
    DWORD64 displacement = 0;
    DWORD line_displacement = 0;
    int found = SymFromAddrW(PROCESS, addresses[at], &displacement, symbol) ? 1 : 0;
    if (found && SymGetLineFromAddrW64(PROCESS, addresses[at], &line_displacement, &line)) found = 3;
    ULONG name = found ? name_length(symbol) : 0;
    size_t path = found == 3 ? wcslen(line.FileName) : 0;
    put64(file, addresses[at]);
    put64(file, found ? displacement : 0);
    put32(file, (uint32_t)found);
    put32(file, name);
    put32(file, found == 3 ? line.LineNumber : 0);
    put32(file, found == 3 ? line_displacement : 0);
    put32(file, (uint32_t)path);
    put32(file, found ? symbol->Size : 0);
    put_text(file, symbol->Name, name);
    put_text(file, line.FileName, path);
  }
}

const Work lookups = {L"lookups", "OPTIONS IMAGE BASE ADDRESSES, a file of 64-bit numbers", 4, begin, round_all, answers};
