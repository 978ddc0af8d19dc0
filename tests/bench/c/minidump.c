// A minidump from its opening on: every stream is looked up, modules and threads are listed, with names and stacks' places.
#include "contender.h"

#include <string.h>

static const wchar_t *path;
static wchar_t name[4096];

static void begin(wchar_t **arguments) { path = arguments[0]; }

static uint64_t read_modules(const BYTE *view, const MINIDUMP_MODULE_LIST *list) {
  uint64_t characters = 0;
  for (ULONG32 at = 0; at < list->NumberOfModules; at++) {
    MINIDUMP_MODULE module;
    memcpy(&module, &list->Modules[at], sizeof module);
    const MINIDUMP_STRING *text = (const MINIDUMP_STRING *)(view + module.ModuleNameRva);
    ULONG32 bytes = text->Length < sizeof name ? text->Length : sizeof name;
    memcpy(name, text->Buffer, bytes);
    characters += bytes / sizeof *name;
  }
  return characters;
}

static uint64_t read_threads(const MINIDUMP_THREAD_LIST *list) {
  uint64_t stacks = 0;
  for (ULONG32 at = 0; at < list->NumberOfThreads; at++) {
    MINIDUMP_THREAD thread;
    memcpy(&thread, &list->Threads[at], sizeof thread);
    stacks += thread.Stack.Memory.DataSize;
  }
  return stacks;
}

static void round_all(Counts *counts) {
  uint64_t streams = 0, modules = 0, threads = 0, characters = 0;
  HANDLE file = CreateFileW(path, GENERIC_READ, FILE_SHARE_READ, NULL, OPEN_EXISTING, 0, NULL);
  if (file == INVALID_HANDLE_VALUE) fail("CreateFileW");
  HANDLE mapping = CreateFileMappingW(file, NULL, PAGE_READONLY, 0, 0, NULL);
  if (!mapping) fail("CreateFileMappingW");
  BYTE *view = MapViewOfFile(mapping, FILE_MAP_READ, 0, 0, 0);
  if (!view) fail("MapViewOfFile");
  const MINIDUMP_HEADER *header = (const MINIDUMP_HEADER *)view;
  const MINIDUMP_DIRECTORY *entries = (const MINIDUMP_DIRECTORY *)(view + header->StreamDirectoryRva);
  for (ULONG32 at = 0; at < header->NumberOfStreams; at++) {
    MINIDUMP_DIRECTORY *entry;
    void *stream;
    ULONG size;
    if (!MiniDumpReadDumpStream(view, entries[at].StreamType, &entry, &stream, &size)) continue;
    streams++;
    if (entries[at].StreamType == ModuleListStream) {
      modules = ((const MINIDUMP_MODULE_LIST *)stream)->NumberOfModules;
      characters = read_modules(view, stream);
    } else if (entries[at].StreamType == ThreadListStream) {
      threads = ((const MINIDUMP_THREAD_LIST *)stream)->NumberOfThreads;
      read_threads(stream);
    }
  }
  UnmapViewOfFile(view);
  CloseHandle(mapping);
  CloseHandle(file);
  *counts = (Counts){{"streams", "modules", "threads", "characters"}, {streams, modules, threads, characters}};
}

const Work minidump = {L"minidump", "FILE", 1, begin, round_all, NULL};
