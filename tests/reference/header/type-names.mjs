/** Windows' names of the types that dbghelp.h does not declare itself, with the spelling used here. */
const scalars = {
  void: ['void', 'VOID'],
  char: ['char', 'CHAR'],
  wchar: ['WCHAR'],
  u8: ['BYTE', 'UCHAR'],
  BOOLEAN: ['BOOLEAN'],
  u16: ['WORD', 'USHORT'],
  i32: ['LONG', 'int'],
  u32: ['DWORD', 'ULONG', 'UINT'],
  BOOL: ['BOOL'],
  HRESULT: ['HRESULT'],
  u64: ['DWORD64', 'ULONG64', 'ULONGLONG'],
  i64: ['LONG64'],
  uptr: ['ULONG_PTR', 'UINT_PTR', 'DWORD_PTR', 'size_t'],
  HANDLE: ['HANDLE', 'HWND', 'HMODULE'],
};

const pointers = {
  'void*': ['PVOID', 'LPVOID'],
  'char*': ['PSTR', 'PCHAR', 'LPSTR'],
  'const char*': ['PCSTR', 'LPCSTR'],
  'wchar*': ['PWSTR', 'BSTR'],
  'const wchar*': ['PCWSTR', 'LPCWSTR'],
  'u8*': ['PBYTE', 'PUCHAR'],
  'u32*': ['PDWORD', 'LPDWORD', 'PULONG'],
  'i32*': ['PLONG', 'PINT'],
  'u64*': ['PDWORD64', 'PULONG64'],
  'uptr*': ['PULONG_PTR'],
  'BOOL*': ['PBOOL'],
};

const sizes = {
  void: 0,
  char: 1,
  wchar: 2,
  u8: 1,
  BOOLEAN: 1,
  u16: 2,
  u64: 8,
  i64: 8,
  uptr: 'pointer',
  HANDLE: 'pointer',
};

/**
 * @param {4 | 8} pointer
 * @returns {Map<string, { spelling: string, size: number, align: number }>}
 */
export function typeNames(pointer) {
  const names = new Map();
  for (const [spelling, all] of [...Object.entries(scalars), ...Object.entries(pointers)]) {
    const own = spelling.endsWith('*') ? 'pointer' : (sizes[spelling] ?? 4);
    const size = own === 'pointer' ? pointer : own;
    for (const name of all) names.set(name, { spelling, size, align: Math.max(1, size) });
  }
  names.set('GUID', { spelling: 'GUID', size: 16, align: 4 });
  names.set('LIST_ENTRY', { spelling: 'LIST_ENTRY', size: 2 * pointer, align: pointer });
  return names;
}
