import { copyFileSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { AnsiString, GUID, IMAGEHLP_SF_TYPE, WideString, type DbgHelpToken } from '../../../lib';
import { can } from '../capabilities';
import { scene } from '../fixtures';
import { readImageFile } from '../image-file';
import { inSession, key, older, proves, refuses, windowsFunction } from '../real-dll';

/** File searches that only newer DLLs have, and their results if symsrv.dll is not beside them. */

let folder: string;
const at = (name: string): string => path.join(folder, name);

beforeAll(() => {
  folder = mkdtempSync(path.join(os.tmpdir(), 'dbghelp-'));
  copyFileSync(scene, at('scene.dll'));
  copyFileSync(scene.replace(/dll$/, 'pdb'), at('scene.pdb'));
  mkdirSync(at('store'));
  writeFileSync(at('scene.dbg'), separateDebugHeader());
});
afterAll(() => {
  rmSync(folder, { recursive: true });
});

/** IMAGE_SEPARATE_DEBUG_HEADER of the image, without further data. */
function separateDebugHeader(): Buffer {
  const { machine, timeDateStamp, sizeOfImage, checkSum } = readImageFile(scene);
  const header = Buffer.alloc(48);
  header.writeUInt16LE(0x4944, 0);
  header.writeUInt16LE(machine, 4);
  header.writeUInt32LE(timeDateStamp, 8);
  header.writeUInt32LE(checkSum, 12);
  header.writeUInt32LE(sizeOfImage, 20);
  return header;
}

const room = 300;
const sameFile = (found: unknown, name: string): void => {
  expect(path.win32.normalize(String(found)).toLowerCase()).toBe(path.win32.normalize(at(name)).toLowerCase());
};

/** Closes the handle of a file that a search opened, which belongs to the caller. */
function close(handle: bigint): void {
  const closeHandle = windowsFunction('kernel32.dll', 'CloseHandle', 'int', ['intptr_t']);
  expect(closeHandle(handle)).toBe(1);
}

proves(
  ['FindDebugInfoFileEx', 'FindDebugInfoFileExW', 'SymFindDebugInfoFile', 'SymFindDebugInfoFileW'],
  'find and open a .dbg file',
  (dll) =>
    inSession(dll, (api) => {
      api.SymSetSearchPathW(key, folder);
      const find: ((text: AnsiString, wide: WideString) => bigint)[] = [
        (text) => api.FindDebugInfoFileEx('scene.dbg', folder, text, null, null),
        (_, wide) => api.FindDebugInfoFileExW('scene.dbg', folder, wide, null, null),
        (text) => api.SymFindDebugInfoFile(key, 'scene.dbg', text, null, null),
        (_, wide) => api.SymFindDebugInfoFileW(key, 'scene.dbg', wide, null, null),
      ];
      for (const one of find) {
        const [text, wide] = [AnsiString.alloc(room), WideString.alloc(room)];
        close(one(text, wide));
        sameFile(String(text) || String(wide), 'scene.dbg');
      }
    }),
  older,
);

proves(
  ['SymFindExecutableImage', 'SymFindExecutableImageW'],
  'find and open an image that a callback takes',
  (dll) =>
    inSession(dll, (api) => {
      api.SymSetSearchPathW(key, folder);
      const [text, wide] = [AnsiString.alloc(room), WideString.alloc(room)];
      const asked: string[] = [];
      const take = (_file: bigint, name: string | null): boolean => {
        asked.push(path.win32.basename(name!).toLowerCase());
        return true;
      };
      close(api.SymFindExecutableImage(key, 'scene.dll', text, take, null));
      close(api.SymFindExecutableImageW(key, 'scene.dll', wide, take, null));
      sameFile(text, 'scene.dll');
      sameFile(wide, 'scene.dll');
      expect(asked).toEqual(['scene.dll', 'scene.dll']);
    }),
  older,
);

proves(
  ['FindFileInPath', 'FindFileInSearchPath'],
  'find a file in the folders of a path',
  (dll) =>
    inSession(dll, (api) => {
      const searchPath = `C:\\nowhere;${folder}`;
      for (const find of [
        (found: AnsiString) => api.FindFileInPath(key, searchPath, 'scene.pdb', null, 0, 0, 0, found),
        (found: AnsiString) => api.FindFileInSearchPath(key, searchPath, 'scene.pdb', 0, 0, 0, found),
      ]) {
        const found = AnsiString.alloc(room);
        find(found);
        sameFile(found, 'scene.pdb');
      }
    }),
  older,
);

proves(
  ['SymGetSymbolFile', 'SymGetSymbolFileW'],
  'find the PDB of an image',
  (dll) =>
    inSession(dll, (api) => {
      const image = at('scene.dll');
      const texts = [AnsiString.alloc(room), AnsiString.alloc(room)] as const;
      api.SymGetSymbolFile(key, folder, image, IMAGEHLP_SF_TYPE.sfPdb, texts[0], room, texts[1], room);
      sameFile(texts[0], 'scene.pdb');
      const wides = [WideString.alloc(room), WideString.alloc(room)] as const;
      api.SymGetSymbolFileW(null, folder, image, IMAGEHLP_SF_TYPE.sfPdb, wides[0], room, wides[1], room);
      sameFile(wides[0], 'scene.pdb');
    }),
  older,
);

proves(
  ['SymSrvGetFileIndexes', 'SymSrvGetFileIndexesW'],
  'tell what stores know an image and a PDB by',
  (dll) =>
    dll.run((api) => {
      const { bytes, sizeOfImage, timeDateStamp } = readImageFile(scene);
      const record = bytes.indexOf('RSDS') + 4;
      for (const tell of [api.SymSrvGetFileIndexes, api.SymSrvGetFileIndexesW]) {
        const [id, first, second] = [GUID.alloc(), new Uint32Array(1), new Uint32Array(1)];
        tell(at('scene.dll'), id, first, second, 0);
        // The time stamp of the image is the first member of the GUID.
        expect([new Uint32Array(id.bytes.slice(0, 4).buffer)[0], first[0]]).toEqual([timeDateStamp, sizeOfImage]);
        tell(at('scene.pdb'), id, first, second, 0);
        expect([Buffer.from(id.bytes), first[0]]).toEqual([bytes.subarray(record, record + 16), 1]);
      }
    }),
  older,
);

describe('without symsrv.dll', () => {
  const moduleNotFound = 126;

  /** A call that gives no reason may succeed with nothing. */
  function refused(api: DbgHelpToken, calls: readonly (() => unknown)[]): void {
    for (const call of calls) {
      expect([null, false]).toContain(call());
      expect([0, moduleNotFound]).toContain(api.lastError);
    }
  }

  refuses(
    [
      ...(['SymSrvDeltaName', 'SymSrvDeltaNameW', 'SymSrvGetSupplement', 'SymSrvGetSupplementW'] as const),
      ...(['SymSrvStoreSupplement', 'SymSrvStoreSupplementW', 'SymSrvStoreFile', 'SymSrvStoreFileW'] as const),
    ],
    'neither find nor store a file',
    (dll) =>
      inSession(dll, (api) => {
        const [store, image] = [at('store'), at('scene.dll')];
        refused(api, [
          () => api.SymSrvDeltaName.raw(key, null, 'pdb', image, image),
          () => api.SymSrvDeltaNameW.raw(key, null, 'pdb', image, image),
          () => api.SymSrvGetSupplement.raw(key, store, 'node', 'file'),
          () => api.SymSrvGetSupplementW.raw(key, store, 'node', 'file'),
          () => api.SymSrvStoreSupplement.raw(key, store, 'node', image, 0),
          () => api.SymSrvStoreSupplementW.raw(key, store, 'node', image, 0),
          () => api.SymSrvStoreFile.raw(key, store, image, 0),
          () => api.SymSrvStoreFileW.raw(key, store, image, 0),
        ]);
      }),
    older,
  );

  refuses(
    ['SymSrvGetFileIndexString', 'SymSrvGetFileIndexStringW', 'SymSrvIsStore', 'SymSrvIsStoreW'],
    'tell nothing of stores',
    (dll) =>
      inSession(dll, (api) => {
        refused(api, [
          () => api.SymSrvGetFileIndexString.raw(key, null, at('scene.dll'), AnsiString.alloc(room), room, 0),
          () => api.SymSrvGetFileIndexStringW.raw(key, null, at('scene.dll'), WideString.alloc(room), room, 0),
          () => api.SymSrvIsStore.raw(key, at('store')),
          () => api.SymSrvIsStoreW.raw(null, at('store')),
        ]);
      }),
    older,
  );

  refuses(
    ['SymGetSymbolsNegativeAuthCache', 'SymGetSourcesNegativeAuthCache'],
    'give no cache, and say that it is not found',
    (dll) =>
      dll.run((api) => {
        const notFound = 0x8007_0490;
        for (const give of [api.SymGetSymbolsNegativeAuthCache, api.SymGetSourcesNegativeAuthCache]) {
          const cache = new BigUint64Array(1);
          expect(give.raw(cache)).toBe(notFound);
          expect(api.lastError).toBe(notFound);
          expect(cache[0]).toBe(0n);
        }
      }),
    !can('hasNegativeAuthCache') && 'no DLL that exports them',
  );
});
