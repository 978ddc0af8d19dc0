// Work that a C program does with DbgHelp; main.c lets others ask for it, a round at a time.
#ifndef CONTENDER_H
#define CONTENDER_H

#include <windows.h>

#include <dbghelp.h>
#include <stdint.h>
#include <stdio.h>

#define MOST_COUNTS 4

/** What a round gave. */
typedef struct {
  const char *names[MOST_COUNTS];
  uint64_t values[MOST_COUNTS];
} Counts;

typedef struct {
  const wchar_t *name;
  /** What follows the name on the command line. */
  const char *usage;
  int arguments;
  void (*begin)(wchar_t **arguments);
  /** What is measured. Its counts are those of this round alone. */
  void (*round)(Counts *counts);
  /** Does a round once more and writes what it gives; absent where nobody asks. */
  void (*answers)(FILE *file);
} Work;

extern const Work lookups, enumerate, lines, types, cold, minidump;

/** What a session of the package has: its key is an odd number that is no handle. */
#define PROCESS ((HANDLE)(ULONG_PTR)0x70000b01)

/** Ends the program with a message and GetLastError. */
void fail(const char *what);

uint64_t number(const wchar_t *text);

/** SymSetOptions, SymInitializeW with the image's folder as its search path, SymLoadModuleExW. */
DWORD64 load_image(DWORD options, const wchar_t *image, DWORD64 base);

/** The same for `lookups` and its like, whose arguments are OPTIONS IMAGE BASE. */
DWORD64 load_from(wchar_t **arguments);

/** A SYMBOL_INFOW with room for long names. */
PSYMBOL_INFOW symbol_with_name(void);

/** Names end at their NUL, whether NameLen counts it or not. */
ULONG name_length(const SYMBOL_INFOW *symbol);

/** Appends numbers of 8, of 4 bytes and text without its NUL. */
void put64(FILE *file, uint64_t value);
void put32(FILE *file, uint32_t value);
void put_text(FILE *file, const wchar_t *text, size_t length);

#endif
