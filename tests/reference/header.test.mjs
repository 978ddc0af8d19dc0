import assert from 'node:assert/strict';
import { before, describe, test } from 'node:test';
import { differencesFromHeader } from './header/compare.mjs';
import { readHeader } from './header/declarations.mjs';
import { readImportLibrary } from './header/import-library.mjs';
import { microsoftReference } from './header/microsoft-header.mjs';
import { readPackageTables } from './header/package-tables.mjs';

/** A small header with everything that Microsoft's has of each kind. */
const sample = `
#include <pshpack8.h>
#ifdef _WIN64
#define _IMAGEHLP64
#endif
#define NAMES (4*16) // characters
#define ALSO_NAMES NAMES
#define ALL ((ULONG_PTR)-1)
typedef enum { First, Second = 5, Third } KINDS;
typedef struct _RECORD {
    DWORD Size; /* of this */
    DWORD64 Address;
    union { PSTR Text; HANDLE File; };
    WCHAR Name[MAX_PATH + 1];
    KINDS Kind;
} RECORD, *PRECORD;
typedef BOOL (CALLBACK *PRECORDCALLBACK)(_In_ PRECORD Record, _In_opt_ PVOID Context);
BOOL IMAGEAPI EachRecord(_In_ HANDLE Process, _Out_writes_(Room) PWSTR Text, _In_ DWORD64 At, _In_ PRECORDCALLBACK Callback);
#if !defined(_IMAGEHLP_SOURCE_) && defined(_IMAGEHLP64)
#define OldRecords EachRecord
#else
VOID IMAGEAPI OldRecords(VOID);
#endif
#include <poppack.h>
`;

test('a header is read as by the compilers of both architectures', () => {
  const x64 = readHeader(sample, 'x64');
  const x86 = readHeader(sample, 'x86');
  const layout = ({ structures }) => {
    const { size, members } = structures.get('RECORD');
    return [size, ...members.map(({ name, type, offset, size: bytes }) => `${name} ${type} ${offset} ${bytes}`)];
  };
  const same = ['Size u32 0 4', 'Address u64 8 8'];
  assert.deepEqual(layout(x64), [
    ...[552, ...same, 'Text char* 16 8', 'File HANDLE 16 8', 'Name wchar[261] 24 522', 'Kind enum KINDS 548 4'],
  ]);
  assert.deepEqual(layout(x86), [
    ...[552, ...same, 'Text char* 16 4', 'File HANDLE 16 4', 'Name wchar[261] 20 522', 'Kind enum KINDS 544 4'],
  ]);
  assert.deepEqual([...x64.enumerations.get('KINDS')], Object.entries({ First: 0n, Second: 5n, Third: 6n }));
  assert.deepEqual([x64.constants.get('ALSO_NAMES'), x64.constants.get('ALL')], [64n, 2n ** 64n - 1n]);
  assert.deepEqual(x64.functions.get('EachRecord'), {
    returns: 'BOOL',
    parameters: [
      { name: 'Process', type: 'HANDLE' },
      { name: 'Text', type: 'wchar*' },
      { name: 'At', type: 'u64' },
      { name: 'Callback', type: 'PRECORDCALLBACK' },
    ],
  });
  assert.equal(x64.callbacks.get('PRECORDCALLBACK').parameters[0].type, 'RECORD*');
  assert.equal(x64.otherNames.get('OldRecords'), 'EachRecord');
  assert.deepEqual(x86.functions.get('OldRecords'), { returns: 'void', parameters: [] });
});

test('an import library gives the functions and their stdcall bytes, and no other names', () => {
  const header = (size) => Buffer.from(`${'/'.padEnd(48)}${String(size).padEnd(10)}\`\n`);
  const entry = (name) => {
    const text = Buffer.from(`${name}\0some.dll\0`);
    const body = Buffer.alloc(20 + text.length + (text.length % 2));
    body.writeUInt32LE(0xffff_0000, 0);
    text.copy(body, 20);
    return Buffer.concat([header(body.length), body]);
  };
  const library = Buffer.concat([
    Buffer.from('!<arch>\n'),
    ...[header(4), Buffer.from('__im'), entry('_Called@8'), entry('Plain'), entry('?Cpp@@YAHPEAX@Z')],
  ]);
  assert.deepEqual([...readImportLibrary(library)], Object.entries({ Called: 8, Plain: undefined, Cpp: undefined }));
});

const found = await microsoftReference();
const skip = 'reason' in found && process.env.CI !== 'true' ? `SKIPPED, because ${found.reason}` : false;

describe("against Microsoft's dbghelp.h and dbghelp.lib", { skip }, () => {
  const differences = (change) => {
    const planted = readPackageTables();
    change?.(planted);
    return differencesFromHeader(planted, found.reference);
  };

  before(() => {
    assert.ok(!('reason' in found), found.reason);
  });

  test('the tables have all functions, structures, callbacks and constants, with the same declarations', () => {
    assert.deepEqual(differences(), []);
    const { headers, libraries } = found.reference;
    const tables = readPackageTables();
    const known = (names, own) => [...names].filter((name) => name in own).length;
    for (const [architecture, functions, structures, callbacks] of [
      ['x64', 195, 46, 31],
      ['x86', 219, 60, 41],
    ]) {
      const header = headers[architecture];
      assert.equal(known(header.functions.keys(), tables.functions), functions);
      assert.equal(known(header.structures.keys(), tables.structures), structures);
      assert.equal(known(header.callbacks.keys(), tables.callbacks), callbacks);
    }
    assert.equal(known(headers.x64.constants.keys(), tables.constants), headers.x64.constants.size);
    assert.ok(headers.x64.constants.size > 240);
    assert.equal(known(libraries.x86.keys(), tables.functions), 221);
  });

  const plants = [
    [
      'the size of a structure',
      (planted) => (planted.structures.SYMBOL_INFOW.x64.size += 8),
      ['SYMBOL_INFOW: 96 bytes, in the header 88 on x64'],
    ],
    [
      'the place of a member',
      (planted) => (planted.structures.IMAGEHLP_LINEW64.x86.members[3].offset += 4),
      ['IMAGEHLP_LINEW64.FileName: at 16, 4 bytes, in the header at 12, 4 on x86'],
    ],
    [
      'the kind of a member',
      (planted) => (planted.structures.MODLOAD_DATA.x64.members[1].kind = 'LONG'),
      ['MODLOAD_DATA.ssig: LONG, in the header u32 on x64'],
    ],
    [
      'the length of an array',
      (planted) => (planted.structures.IMAGEHLP_CBA_EVENTW.x64.members.length = 3),
      ['IMAGEHLP_CBA_EVENTW.object: not in the tables, void* at 16 on x64'],
    ],
    [
      'the kind of a parameter',
      (planted) => (planted.functions.SymFromAddrW.parameters[1].kind = 'DWORD'),
      ['x64', 'x86'].map((architecture) => `SymFromAddrW: \`Address\` is DWORD, in the header u64 on ${architecture}`),
    ],
    [
      'the bytes of a call',
      (planted) => (planted.functions.SymFromAddrW.stackBytes = 16),
      ['SymFromAddrW: takes 16 bytes from the stack, in the import library 20 on x86'],
    ],
    [
      'what a function returns',
      (planted) => (planted.functions.SymLoadModuleExW.returns = 'BOOL'),
      ['x64', 'x86'].map((architecture) => `SymLoadModuleExW: returns BOOL, in the header u64 on ${architecture}`),
    ],
    [
      'a parameter of a callback',
      (planted) => planted.callbacks.PSYM_ENUMMODULES_CALLBACKW64.parameters.pop(),
      ['x64', 'x86'].map(
        (architecture) => `PSYM_ENUMMODULES_CALLBACKW64: 2 parameters, in the header 3 on ${architecture}`,
      ),
    ],
    [
      'the value of a constant',
      (planted) => (planted.constants.SYMOPT_DEBUG = 0x8000n),
      ['SYMOPT_DEBUG: 32768, in the header 2147483648'],
    ],
    [
      'the value of an enumerator',
      (planted) => (planted.enumerations.SYM_TYPE.SymPdb = 4n),
      ['SYM_TYPE.SymPdb: 4, in the header 3'],
    ],
    [
      'a function that is not there',
      (planted) => delete planted.functions.SymGetOmaps,
      [
        ...['x64', 'x86'].map((architecture) => `SymGetOmaps: declared on ${architecture}, not in the tables`),
        ...['x64', 'x86', 'arm64'].map((architecture) => `SymGetOmaps: exported on ${architecture}, not in the tables`),
      ],
    ],
    [
      'a constant that is not there',
      (planted) => delete planted.constants.CBA_EVENT,
      ['CBA_EVENT: 16 in the header, not in the tables'],
    ],
    [
      'a constant that C does not have',
      (planted) => planted.groups.CBA.push(['CBA_MADE_UP']),
      ['CBA_MADE_UP: in the tables, not in the header'],
    ],
    [
      'what a 32-bit name stands for',
      (planted) => (planted.on64.SymUnDName = 'SymUnDNameW'),
      ['SymUnDName: in the tables SymUnDNameW on x64, in the header SymUnDName64'],
    ],
  ];
  for (const [what, plant, expected] of plants) {
    test(`${what}, planted wrong, is named`, () => {
      assert.deepEqual(differences(plant), expected);
    });
  }
});
