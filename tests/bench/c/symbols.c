// What the works with an image have in common.
#include "contender.h"

#include <stdlib.h>
#include <string.h>

enum { NAME_CAPACITY = 2000 };

DWORD64 load_image(DWORD options, const wchar_t *image, DWORD64 base) {
  wchar_t folder[1024] = L"";
  const wchar_t *slash = wcsrchr(image, L'\\');
  size_t length = slash ? (size_t)(slash - image) : 0;
  if (length >= sizeof folder / sizeof *folder) fail("the image's path is too long, which");
  memcpy(folder, image, length * sizeof *folder);
  SymSetOptions(options);
  if (!SymInitializeW(PROCESS, folder, FALSE)) fail("SymInitializeW");
  DWORD64 loaded = SymLoadModuleExW(PROCESS, NULL, image, NULL, base, 0, NULL, 0);
  if (!loaded) fail("SymLoadModuleExW");
  // A deferred module has no size, and with some DLLs no addresses, until it is asked for.
  IMAGEHLP_MODULEW64 module = {.SizeOfStruct = sizeof module};
  if (!SymGetModuleInfoW64(PROCESS, loaded, &module) || module.ImageSize == 0) fail("looking at the module");
  return loaded;
}

DWORD64 load_from(wchar_t **arguments) {
  return load_image((DWORD)number(arguments[0]), arguments[1], number(arguments[2]));
}

PSYMBOL_INFOW symbol_with_name(void) {
  PSYMBOL_INFOW symbol = calloc(1, sizeof *symbol + NAME_CAPACITY * sizeof(wchar_t));
  if (!symbol) fail("calloc");
  symbol->SizeOfStruct = sizeof *symbol;
  symbol->MaxNameLen = NAME_CAPACITY;
  return symbol;
}

ULONG name_length(const SYMBOL_INFOW *symbol) {
  ULONG length = symbol->NameLen;
  while (length > 0 && symbol->Name[length - 1] == 0) length--;
  return length;
}
