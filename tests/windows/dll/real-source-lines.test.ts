import path from 'node:path';
import {
  AnsiString,
  IMAGEHLP_LINE,
  IMAGEHLP_LINE64,
  IMAGEHLP_LINEW64,
  WideString,
  addressOf,
  type DbgHelpToken,
  type SRCCODEINFO,
  type SRCCODEINFOW,
} from '../../../lib';
import { sourceFiles, variant } from '../fixtures';
import { base, inScene, key, older, proves, refuses } from '../real-dll';

/** The file whose functions consist of one piece of code each. */
const file = sourceFiles(variant).find((source) => source.path.endsWith('plain.c'))!;
const rows = file.lines.map(([line, rva]) => ({ line, address: base + BigInt(rva) }));
const byAddress = <Row extends { readonly address: bigint }>(found: Row[]): Row[] =>
  found.sort((one, other) => (one.address < other.address ? -1 : 1));

type List = (callback: (line: SRCCODEINFO | SRCCODEINFOW) => void) => boolean;

function linesOf(list: List): typeof rows {
  const found: typeof rows = [];
  list(({ FileName, LineNumber, Address, ModBase }) => {
    expect(ModBase).toBe(base);
    if (FileName === file.path) found.push({ line: LineNumber, address: Address });
  });
  return byAddress(found);
}

proves(
  ['SymEnumLinesW'],
  'lists the lines of a module, and of one file',
  (dll) =>
    inScene(dll, (api) => {
      const list =
        (name: string | null): List =>
        (callback) =>
          api.SymEnumLinesW(key, base, null, name, callback, null);
      expect(linesOf(list(null))).toEqual(rows);
      expect(linesOf(list('*plain.c'))).toEqual(rows);
      expect(linesOf(list('*scene.cpp'))).toEqual([]);
    }),
  older,
);

proves(
  ['SymEnumSourceLines', 'SymEnumSourceLinesW'],
  'list the code of a line, and of line 0 that of all lines',
  (dll) =>
    inScene(dll, (api) => {
      const [{ line, address }] = rows as [(typeof rows)[0]];
      const lists = [
        (number: number): List =>
          (callback) =>
            api.SymEnumSourceLines(key, base, null, '*plain.c', number, 0, callback, null),
        (number: number): List =>
          (callback) =>
            api.SymEnumSourceLinesW(key, base, null, '*plain.c', number, 0, callback, null),
      ];
      for (const list of lists) {
        expect(linesOf(list(line))).toEqual([{ line, address }]);
        expect(linesOf(list(0))).toEqual(rows);
      }
    }),
  older,
);

proves(
  ['SymGetLineFromName', 'SymGetLineFromName64', 'SymGetLineFromNameW64'],
  'give the code of a line by its file and number',
  (dll) =>
    inScene(dll, (api) => {
      const displacement = new Int32Array(1);
      const ask = [
        (number: number) => {
          const line = IMAGEHLP_LINE.alloc();
          api.SymGetLineFromName(key, null, 'plain.c', number, displacement, line);
          return line;
        },
        (number: number) => {
          const line = IMAGEHLP_LINE64.alloc();
          api.SymGetLineFromName64(key, 'scene', 'plain.c', number, displacement, line);
          return line;
        },
        (number: number) => {
          const line = IMAGEHLP_LINEW64.alloc();
          api.SymGetLineFromNameW64(key, 'scene', file.path, number, displacement, line);
          return line;
        },
      ];
      for (const { line: number, address } of rows) {
        for (const one of ask) {
          const { FileName, LineNumber, Address } = one(number);
          expect({ FileName, LineNumber, Address }).toEqual({
            FileName: file.path,
            LineNumber: number,
            Address: address,
          });
          expect(displacement[0]).toBe(0);
        }
      }
    }),
  older,
);

proves(
  ['SymGetFileLineOffsets64'],
  'gives the code of each line of a file, by its number',
  (dll) =>
    inScene(dll, (api) => {
      const buffer = new BigUint64Array(40);
      const highest = api.SymGetFileLineOffsets64(key, 'scene', 'plain.c', buffer, buffer.length);
      expect(highest).toBe(Math.max(...rows.map(({ line }) => line)));
      const found = [...buffer].flatMap((address, index) => (address === 0n ? [] : [{ line: index + 1, address }]));
      expect(byAddress(found)).toEqual(rows);
    }),
  older,
);

proves(
  ['SymGetSourceFileChecksum', 'SymGetSourceFileChecksumW'],
  'give the checksum of a file as it was compiled',
  (dll) =>
    inScene(dll, (api) => {
      const md5 = 1;
      for (const ask of [api.SymGetSourceFileChecksum, api.SymGetSourceFileChecksumW]) {
        const [kind, bytes, length] = [new Uint32Array(1), new Uint8Array(32), new Uint32Array(1)];
        ask(key, base, file.path, kind, bytes, bytes.length, length);
        const found = Buffer.from(bytes.subarray(0, length[0])).toString('hex');
        expect([kind[0], found]).toEqual([md5, file.checksum!.bytes]);
        expect(file.checksum!.kind).toBe('MD5');
      }
    }),
  older,
);

/** ERROR_MISSING_SYSTEMFILE: srcsrv.dll is not beside the DLL. */
const withoutSourceServer = 428;

describe('without srcsrv.dll', () => {
  function refused(api: DbgHelpToken, calls: readonly (() => boolean)[]): void {
    for (const call of calls) {
      expect(call()).toBe(false);
      expect(api.lastError).toBe(withoutSourceServer);
    }
  }

  const room = 300;
  const ansi = (): [AnsiString, number] => [AnsiString.alloc(room), room];
  const wide = (): [WideString, number] => [WideString.alloc(room), room];

  refuses(
    ['SymGetSourceFile', 'SymGetSourceFileW'],
    'fetch no file',
    (dll) =>
      inScene(dll, (api) => {
        refused(api, [
          () => api.SymGetSourceFile.raw(key, base, null, file.path, ...ansi()),
          () => api.SymGetSourceFileW.raw(key, base, null, file.path, ...wide()),
        ]);
      }),
    older,
  );

  refuses(
    [
      ...(['SymGetSourceFileToken', 'SymGetSourceFileTokenW', 'SymEnumSourceFileTokens'] as const),
      ...(['SymGetSourceFileTokenByTokenName', 'SymGetSourceFileTokenByTokenNameW'] as const),
    ],
    'give no token',
    (dll) =>
      inScene(dll, (api) => {
        const token = new BigUint64Array(1);
        const size = new Uint32Array(1);
        refused(api, [
          () => api.SymGetSourceFileToken.raw(key, base, file.path, token, size),
          () => api.SymGetSourceFileTokenW.raw(key, base, file.path, token, size),
          () => api.SymGetSourceFileTokenByTokenName.raw(key, base, file.path, 'NAME', null, token, size),
          () => api.SymGetSourceFileTokenByTokenNameW.raw(key, base, file.path, 'NAME', null, token, size),
          () => api.SymEnumSourceFileTokens.raw(key, base, () => true),
        ]);
      }),
    older,
  );

  refuses(
    [
      ...(['SymGetSourceFileFromToken', 'SymGetSourceFileFromTokenW'] as const),
      ...(['SymGetSourceFileFromTokenByTokenName', 'SymGetSourceFileFromTokenByTokenNameW'] as const),
      ...(['SymGetSourceVarFromToken', 'SymGetSourceVarFromTokenW'] as const),
    ],
    'read no token',
    (dll) =>
      inScene(dll, (api) => {
        const memory = new Uint8Array(64);
        const token = addressOf(memory);
        refused(api, [
          () => api.SymGetSourceFileFromToken.raw(key, token, null, ...ansi()),
          () => api.SymGetSourceFileFromTokenW.raw(key, token, null, ...wide()),
          () => api.SymGetSourceFileFromTokenByTokenName.raw(key, token, 'NAME', null, ...ansi()),
          () => api.SymGetSourceFileFromTokenByTokenNameW.raw(key, token, 'NAME', null, ...wide()),
          () => api.SymGetSourceVarFromToken.raw(key, token, null, 'SRCSRVTRG', ...ansi()),
          () => api.SymGetSourceVarFromTokenW.raw(key, token, null, 'SRCSRVTRG', ...wide()),
        ]);
        expect(memory).toEqual(new Uint8Array(64));
      }),
    older,
  );

  refuses(
    ['SymAddSourceStream', 'SymAddSourceStreamA', 'SymAddSourceStreamW'],
    'take no stream',
    (dll) =>
      inScene(dll, (api) => {
        const bytes = Buffer.from('SRCSRV: end');
        const adders = [api.SymAddSourceStream, api.SymAddSourceStreamA, api.SymAddSourceStreamW];
        refused(
          api,
          adders.map((add) => () => add.raw(key, base, path.win32.basename(file.path), bytes, bytes.length)),
        );
      }),
    older,
  );
});
