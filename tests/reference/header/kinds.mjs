/** The spellings of C's types for each kind in the tables. */

const scalars = {
  HANDLE: /^HANDLE$/,
  BOOL: /^BOOL$/,
  BOOLEAN: /^BOOLEAN$/,
  BYTE: /^(u8|BOOLEAN)$/,
  CHAR: /^char$/,
  WCHAR: /^wchar$/,
  WORD: /^u16$/,
  LONG: /^i32$/,
  DWORD: /^(u32|enum \w+)$/,
  DWORD64: /^u64$/,
  LONG64: /^i64$/,
  ULONG_PTR: /^uptr$/,
  ADDRESS32: /^u32$/,
};

const parameters = {
  ...scalars,
  PVOID: /^void\*$/,
  PCSTR: /^const char\*$/,
  PCWSTR: /^const wchar\*$/,
  PSTR: /^char\*$/,
  PWSTR: /^wchar\*$/,
  'BYTE*': /^(u8|void)\*$/,
  'DWORD*': /^u32\*$/,
  'LONG*': /^i32\*$/,
  'DWORD64*': /^u64\*$/,
  'ADDRESS32*': /^u32\*$/,
  'PVOID*': /^(.*\*\*|HANDLE\*)$/,
  BUFFER: /^void\*$/,
  MEMORY: /^void\*$/,
};

/** Returned text is read only, so it does not matter whether it is writable. */
const results = {
  PSTR: /^(const )?char\*$/,
  PWSTR: /^(const )?wchar\*$/,
};

/** @param {string} kind of a parameter */
export const acceptsParameter = (kind, type) => (parameters[kind] ?? exactly(kind)).test(type);

/** @param {string} kind that a function or a callback returns */
export const acceptsReturn = (kind, type) => (({ ...parameters, ...results })[kind] ?? exactly(kind)).test(type);

/** @param {string} kind of a structure's member */
export function acceptsMember(kind, type) {
  const [, one, bounds = ''] = /^([^[]*)(\[\d+\])?$/.exec(kind);
  const [, type1, typeBounds = ''] = /^([^[]*)(\[\d+\])?$/.exec(type);
  const pattern = members[one] ?? exactly(one);
  return bounds === typeBounds && pattern.test(type1);
}

const members = { ...scalars, ...results, PVOID: /\*$/ };

const exactly = (kind) => RegExp(`^${kind.replace(/^struct /, '').replace(/\*/g, '\\*')}$`);
