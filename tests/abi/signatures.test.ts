import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import ts from 'typescript';
import { effectiveDefinition, layoutOf, type FieldLayout } from '../../lib/ffi/layout';
import { parametersOf } from '../../lib/ffi/parameters';
import { callbacks } from '../../types/callback-prototypes';
import { prototypes } from '../../types/functions/prototypes';
import * as structures from '../../types/structures';
import type { StructDefinition } from '../../types/structures/definition';

type Members = Readonly<Record<string, Readonly<Record<string, string>>>>;

interface Signature {
  readonly returns: string;
  readonly params: readonly (readonly [name: string, type: string])[];
}

interface Table {
  readonly returns: string;
  readonly params: readonly (string | readonly [string, object])[];
}

/** C's declarations. Members that are the same on x64 are not repeated for other architectures. */
const known = JSON.parse(readFileSync(join(__dirname, 'signatures.json'), 'utf8')) as {
  readonly enumerations: readonly string[];
  readonly functions: Readonly<Record<string, Signature>>;
  readonly callbacks: Readonly<Record<string, Signature>>;
  readonly members: Readonly<Record<'x64' | 'x86', Members>>;
};

/** Includes win32metadata's own names for values that C declares as numbers: the layouts tell their sizes. */
const enumeration = [
  ...known.enumerations,
  '(IMAGE|MINIDUMP|VS_FIXEDFILEINFO|PROCESSOR|VER|VIRTUAL|IMAGEHLP|MODLOAD|SYMBOL)_[A-Z_0-9]*(MACHINE|CHARACTERISTICS2?|MAGIC|SUBSYSTEM|TYPE|ARCHITECTURE|PLATFORM|FLAGS|OS|SUBTYPE|SEVERITY)',
].join('|');

/** The C types of each scalar kind. */
const scalars: Readonly<Record<string, string>> = {
  HANDLE: 'HANDLE|HWND|HINSTANCE',
  BOOL: 'BOOL',
  BOOLEAN: 'BOOLEAN',
  BYTE: 'BYTE|UCHAR|BOOLEAN',
  CHAR: 'CHAR',
  WCHAR: 'WCHAR',
  WORD: 'WORD|USHORT',
  SHORT: 'SHORT',
  LONG: 'LONG|INT',
  DWORD: `DWORD|ULONG|UINT|${enumeration}`,
  DWORD64: 'DWORD64|ULONG64|ULONGLONG',
  LONG64: 'LONG64|LONGLONG',
  FLOAT: 'FLOAT|float',
  DOUBLE: 'DOUBLE|double',
  ULONG_PTR: 'ULONG_PTR|SIZE_T',
  ADDRESS32: 'DWORD',
};

const parameters: Readonly<Record<string, string>> = {
  ...scalars,
  PVOID: 'PVOID',
  PCSTR: 'PCSTR',
  PCWSTR: 'PCWSTR',
  PSTR: 'PSTR|BYTE\\*',
  PWSTR: 'PWSTR|WCHAR\\*',
  'BYTE*': 'BYTE\\*|PVOID',
  'DWORD*': 'DWORD\\*',
  'LONG*': 'LONG\\*',
  'DWORD64*': 'DWORD64\\*',
  'ADDRESS32*': 'DWORD\\*',
  'PVOID*': '.*\\*\\*|PVOID\\*|PSTR\\*|PWSTR\\*|HWND\\*',
  BUFFER: 'PVOID',
  MEMORY: 'PVOID',
  'IMAGE_NT_HEADERS*': 'IMAGE_NT_HEADERS64\\*',
};

const results = { ...parameters, PSTR: 'PC?STR', PWSTR: 'PC?WSTR' };

const means = (table: Readonly<Record<string, string>>, kind: string, type: string): boolean =>
  new RegExp(`^(${table[kind] ?? kind.replaceAll('*', '\\*')})$`).test(type);

/** The differences between a table and C, one per line. */
function differences({ params, returns }: Table, declared: Signature): string[] {
  const found = means(results, returns, declared.returns) ? [] : [`returns ${returns}, in C ${declared.returns}`];
  if (params.length !== declared.params.length) found.push(`${String(params.length)} parameters`);
  parametersOf(params).forEach(({ name, kind }, index) => {
    const [cName, cType] = declared.params[index] ?? [];
    if (name !== cName) found.push(`${name} is called ${String(cName)} in C`);
    if (!means(parameters, kind, cType ?? '')) found.push(`${name} is ${kind}, in C ${String(cType)}`);
  });
  return found;
}

it.each(Object.entries<Table>(prototypes))('%s has the parameters and the result of C', (name, table) => {
  expect(differences(table, known.functions[name]!)).toEqual([]);
});

it.each(Object.entries<Table>(callbacks))('%s has the parameters and the result of C', (name, table) => {
  expect(differences(table, known.callbacks[name]!)).toEqual([]);
});

describe('a callback', () => {
  const file = join(__dirname, '../../types/callbacks.ts');
  const source = ts.createSourceFile(file, readFileSync(file, 'utf8'), ts.ScriptTarget.Latest, true);
  const declared = source.statements.filter(ts.isTypeAliasDeclaration).map(({ name, type }) => {
    const parameters = ts.isFunctionTypeNode(type) ? type.parameters : [];
    return [name.text, parameters.map((parameter) => [parameter.name.getText(), parameter.type?.getText()])] as const;
  });

  it.each(declared)('%s declares handles and addresses as such', (name, parameters) => {
    const types = new Map(known.callbacks[name]?.params);
    const isAddress = (parameter: string): boolean =>
      /^DWORD(64)?$/.test(types.get(parameter) ?? '') && /base|addr|CallbackData/i.test(parameter);
    for (const [parameter, type] of parameters) {
      expect([parameter, type === 'Handle']).toEqual([parameter, types.get(parameter!) === 'HANDLE']);
      expect([parameter, type === 'Address']).toEqual([parameter, isAddress(parameter!)]);
    }
  });
});

/** Declared as bytes in C, but text. */
const namesInBytes = { ...known.members.x64['IMAGE_SECTION_HEADER'], Name: 'CHAR[8]' };

const memberTypes: Readonly<Record<string, string>> = {
  ...scalars,
  WORD: `WORD|USHORT|${enumeration}`,
  DWORD: `${scalars['DWORD']!}|HRESULT|NTSTATUS`,
  PVOID: '.*\\*|P[A-Z_0-9]+.*|MINIDUMP_CALLBACK_ROUTINE',
  CONTEXT_AMD64: 'CONTEXT',
  PSTR: 'PSTR|PCSTR',
  PWSTR: 'PWSTR|PCWSTR',
};

function memberDifferences(
  fields: readonly FieldLayout[],
  declared: Readonly<Record<string, string>>,
  path = '',
): string[] {
  return fields.flatMap(({ name, scalar, struct, count, bits }) => {
    if (bits) return [];
    const own = path + name.replace(/_$/, '');
    if (struct?.structName.includes('.')) return memberDifferences(layoutOf(struct, 'x64').fields, declared, `${own}.`);
    const type = declared[own];
    const bounds = count === undefined ? '' : `[${String(count)}]`;
    const [, element = '', typeBounds = ''] = /^(.*?)(\[\d*\])?$/.exec(type ?? '') ?? [];
    const isSame = means(memberTypes, scalar ?? struct!.structName, element) && bounds === typeBounds;
    return isSame ? [] : [`${own} is ${scalar ?? struct!.structName}${bounds}, in C ${String(type)}`];
  });
}

describe.each(['x64', 'x86'] as const)('on %s', (architecture) => {
  const membersOf = (name: string): Readonly<Record<string, string>> | undefined =>
    name === 'IMAGE_SECTION_HEADER'
      ? namesInBytes
      : (known.members[architecture][name] ?? known.members.x64[name === 'CONTEXT_AMD64' ? 'CONTEXT' : name]);
  const all = Object.values<StructDefinition>(structures)
    .map((definition) => effectiveDefinition(definition, architecture))
    .filter(({ structName }) => membersOf(structName));

  it.each(all.map((definition) => [definition.structName, definition] as const))(
    '%s has members of the types that C gives them',
    (name, definition) => {
      expect(memberDifferences(layoutOf(definition, architecture).fields, membersOf(name)!)).toEqual([]);
    },
  );
});
