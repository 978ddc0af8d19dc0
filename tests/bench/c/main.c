// contender.exe WORK ARGUMENTS... does a piece of work whenever a line on stdin asks for it:
//   round TIMES    answers {"ms":...} for all times together, with what the last one counted and what the process has in memory
//   answers FILE   writes what a round gives to a file, whose name is UTF-8, and answers {}
// and ends with stdin. The first round is the first work after loading; who measures leaves it out.
#include "contender.h"

#include <inttypes.h>
#include <psapi.h>
#include <stdlib.h>
#include <string.h>

static const Work *const works[] = {&lookups, &enumerate, &lines, &types, &cold, &minidump};

void fail(const char *what) {
  fprintf(stderr, "%s failed with error %lu\n", what, GetLastError());
  exit(1);
}

uint64_t number(const wchar_t *text) { return _wcstoui64(text, NULL, 16); }

void put64(FILE *file, uint64_t value) { fwrite(&value, sizeof value, 1, file); }
void put32(FILE *file, uint32_t value) { fwrite(&value, sizeof value, 1, file); }
void put_text(FILE *file, const wchar_t *text, size_t length) { fwrite(text, sizeof *text, length, file); }

static void usage(void) {
  fputs("contender WORK ARGUMENTS... where numbers are hexadecimal:\n", stderr);
  for (size_t at = 0; at < sizeof works / sizeof *works; at++) {
    fprintf(stderr, "  %ls %s\n", works[at]->name, works[at]->usage);
  }
  exit(2);
}

static void round_of(const Work *work, long times) {
  LARGE_INTEGER frequency, begin, end;
  Counts counts;
  QueryPerformanceFrequency(&frequency);
  QueryPerformanceCounter(&begin);
  for (long time = 0; time < times; time++) {
    memset(&counts, 0, sizeof counts);
    work->round(&counts);
  }
  QueryPerformanceCounter(&end);

  PROCESS_MEMORY_COUNTERS_EX memory = {.cb = sizeof memory};
  DWORD handles = 0;
  GetProcessMemoryInfo(GetCurrentProcess(), (PROCESS_MEMORY_COUNTERS *)&memory, sizeof memory);
  GetProcessHandleCount(GetCurrentProcess(), &handles);
  printf("{\"ms\":%.6f", (double)(end.QuadPart - begin.QuadPart) * 1000 / (double)frequency.QuadPart);
  for (int at = 0; at < MOST_COUNTS && counts.names[at]; at++) {
    printf(",\"%s\":%" PRIu64, counts.names[at], counts.values[at]);
  }
  printf(",\"workingSet\":%" PRIu64 ",\"privateBytes\":%" PRIu64 ",\"handles\":%lu}\n", (uint64_t)memory.WorkingSetSize,
         (uint64_t)memory.PrivateUsage, handles);
}

static void answers_of(const Work *work, const char *name) {
  wchar_t wide[1024];
  if (!work->answers) fail("answers: this work has none, which");
  if (!MultiByteToWideChar(CP_UTF8, 0, name, -1, wide, sizeof wide / sizeof *wide)) fail("MultiByteToWideChar");
  FILE *file = _wfopen(wide, L"wb");
  if (!file) fail("_wfopen");
  work->answers(file);
  if (ferror(file) || fclose(file) != 0) fail("fclose");
  puts("{}");
}

int wmain(int argc, wchar_t **argv) {
  const Work *work = NULL;
  for (size_t at = 0; argc > 1 && at < sizeof works / sizeof *works; at++) {
    if (wcscmp(argv[1], works[at]->name) == 0) work = works[at];
  }
  if (!work || argc != 2 + work->arguments) usage();
  work->begin(argv + 2);

  char line[4096];
  while (fgets(line, sizeof line, stdin)) {
    line[strcspn(line, "\r\n")] = 0;
    if (strncmp(line, "round ", 6) == 0) round_of(work, strtol(line + 6, NULL, 10));
    else if (strncmp(line, "answers ", 8) == 0) answers_of(work, line + 8);
    else usage();
    fflush(stdout);
  }
  return 0;
}
