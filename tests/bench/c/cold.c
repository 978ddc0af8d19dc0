// A handler from its beginning to its end: an image is loaded, one address is looked up, the image is unloaded.
#include "contender.h"

static DWORD options;
static const wchar_t *image;
static DWORD64 base, offset;
static PSYMBOL_INFOW symbol;

static void begin(wchar_t **arguments) {
  options = (DWORD)number(arguments[0]);
  image = arguments[1];
  base = number(arguments[2]);
  offset = number(arguments[3]);
  symbol = symbol_with_name();
}

static void round_all(Counts *counts) {
  IMAGEHLP_LINEW64 line = {.SizeOfStruct = sizeof line};
  DWORD64 displacement;
  DWORD line_displacement;
  DWORD64 loaded = load_image(options, image, base);
  BOOL found = SymFromAddrW(PROCESS, loaded + offset, &displacement, symbol);
  BOOL with_line = SymGetLineFromAddrW64(PROCESS, loaded + offset, &line_displacement, &line);
  if (!SymUnloadModule64(PROCESS, loaded)) fail("SymUnloadModule64");
  if (!SymCleanup(PROCESS)) fail("SymCleanup");
  *counts = (Counts){{"found", "lines"}, {found ? 1 : 0, with_line ? 1 : 0}};
}

const Work cold = {L"cold", "OPTIONS IMAGE BASE OFFSET", 4, begin, round_all, NULL};
