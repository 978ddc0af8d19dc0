// All types of a module: of each its tag, name and length, of structures their members with names, offsets, types and those types' tags.
#include "contender.h"

#include <stdlib.h>
#include <string.h>

enum { MOST_TYPES = 1 << 20, TAG_UDT = 11 };

static DWORD64 base;
static ULONG *ids;
static size_t id_count;
static wchar_t name[4096];

static void begin(wchar_t **arguments) {
  base = load_from(arguments);
  ids = malloc(MOST_TYPES * sizeof *ids);
  if (!ids) fail("malloc");
}

static BOOL CALLBACK keep_id(PSYMBOL_INFOW symbol, ULONG size, PVOID context) {
  (void)size;
  (void)context;
  if (id_count < MOST_TYPES) ids[id_count++] = symbol->TypeIndex;
  return TRUE;
}

static uint64_t read_name(ULONG id) {
  WCHAR *text = NULL;
  if (!SymGetTypeInfo(PROCESS, base, id, TI_GET_SYMNAME, &text) || !text) return 0;
  size_t length = wcslen(text);
  if (length > sizeof name / sizeof *name) length = sizeof name / sizeof *name;
  memcpy(name, text, length * sizeof *name);
  LocalFree(text);
  return length;
}

static uint64_t read_members(ULONG id, uint64_t *characters) {
  DWORD count = 0;
  if (!SymGetTypeInfo(PROCESS, base, id, TI_GET_CHILDRENCOUNT, &count) || count == 0) return 0;
  TI_FINDCHILDREN_PARAMS *children = calloc(1, sizeof *children + count * sizeof(ULONG));
  if (!children) fail("calloc");
  children->Count = count;
  if (!SymGetTypeInfo(PROCESS, base, id, TI_FINDCHILDREN, children)) count = 0;
  for (DWORD at = 0; at < count; at++) {
    DWORD offset, type, tag;
    *characters += read_name(children->ChildId[at]);
    SymGetTypeInfo(PROCESS, base, children->ChildId[at], TI_GET_OFFSET, &offset);
    if (SymGetTypeInfo(PROCESS, base, children->ChildId[at], TI_GET_TYPEID, &type)) {
      SymGetTypeInfo(PROCESS, base, type, TI_GET_SYMTAG, &tag);
    }
  }
  free(children);
  return count;
}

static void round_all(Counts *counts) {
  uint64_t members = 0, characters = 0;
  id_count = 0;
  if (!SymEnumTypesW(PROCESS, base, keep_id, NULL)) fail("SymEnumTypesW");
  for (size_t at = 0; at < id_count; at++) {
    DWORD tag = 0;
    ULONG64 length;
    SymGetTypeInfo(PROCESS, base, ids[at], TI_GET_SYMTAG, &tag);
    SymGetTypeInfo(PROCESS, base, ids[at], TI_GET_LENGTH, &length);
    characters += read_name(ids[at]);
    if (tag == TAG_UDT) members += read_members(ids[at], &characters);
  }
  *counts = (Counts){{"types", "members", "characters"}, {id_count, members, characters}};
}

const Work types = {L"types", "OPTIONS IMAGE BASE", 3, begin, round_all, NULL};
