import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { copyFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { AnsiString, GUID, SSRVOPT, SYMSRV_INDEX_INFO, SYMSRV_INDEX_INFOW, WideString } from '../../../lib';
import { scene } from '../fixtures';
import { readImageFile } from '../image-file';
import { inSession, key, proves, windowsFunction } from '../real-dll';

let folder: string;
let dll: string;
let pdb: string;
let dbg: string;

/** IMAGE_SEPARATE_DEBUG_HEADER, without the data to which it refers. */
function separateDebugFile(): Buffer {
  const header = Buffer.alloc(48);
  header.write('DI');
  return header;
}

/** `deep/down/scene.dll` and `deep/scene.pdb`, and a `twice.txt` in both folders. */
beforeAll(async () => {
  folder = mkdtempSync(path.join(os.tmpdir(), 'dbghelp-'));
  const down = path.join(folder, 'deep', 'down');
  mkdirSync(down, { recursive: true });
  dll = path.join(down, 'scene.dll');
  pdb = path.join(folder, 'deep', 'scene.pdb');
  await copyFile(scene, dll);
  dbg = path.join(folder, 'deep', 'scene.dbg');
  writeFileSync(dbg, separateDebugFile());
  await copyFile(scene.replace(/dll$/, 'pdb'), pdb);
  writeFileSync(path.join(folder, 'deep', 'twice.txt'), '1');
  writeFileSync(path.join(down, 'twice.txt'), '2');
});
afterAll(() => {
  rmSync(folder, { recursive: true });
});

const maxPath = 300;
const sameFile = (found: unknown, expected: string): void => {
  expect(path.win32.normalize(String(found)).toLowerCase()).toBe(path.win32.normalize(expected).toLowerCase());
};

/** Closes the handle of a file that a search opened, which belongs to the caller. */
function close(handle: bigint): void {
  const closeHandle = windowsFunction('kernel32.dll', 'CloseHandle', 'int', ['intptr_t']);
  expect(closeHandle(handle)).toBe(1);
}

proves(['EnumDirTree', 'EnumDirTreeW'], 'list the files of a name, in all folders', (of) =>
  of.run((api) => {
    // Wine's needs the buffer even if a callback gets the files.
    const [ansi, wide] = [AnsiString.alloc(maxPath), WideString.alloc(maxPath)];
    const lists = [
      (callback: (file: string) => boolean) => api.EnumDirTree(0, folder, 'twice.txt', ansi, callback, null),
      (callback: (file: string) => boolean) => api.EnumDirTreeW(0, folder, 'twice.txt', wide, callback, null),
    ];
    for (const list of lists) {
      const found: string[] = [];
      list((file) => {
        found.push(path.win32.relative(folder, file));
        return found.length === 2;
      });
      expect(found.sort()).toEqual(['deep\\down\\twice.txt', 'deep\\twice.txt']);
    }
  }),
);

proves(['SearchTreeForFile', 'SearchTreeForFileW'], 'find a file in the folders below one', (of) =>
  of.run((api) => {
    const ansi = AnsiString.alloc(maxPath);
    const wide = WideString.alloc(maxPath);
    api.SearchTreeForFile(folder, 'scene.pdb', ansi);
    api.SearchTreeForFileW(folder, 'scene.dll', wide);
    sameFile(ansi, pdb);
    sameFile(wide, dll);
    expect(api.SearchTreeForFileW.raw(folder, 'absent.dll', wide)).toBe(false);
  }),
);

proves(['MakeSureDirectoryPathExists'], 'makes the folders of a path', async (of) => {
  const made = path.join(folder, 'new', 'and', 'newer');
  expect(existsSync(made)).toBe(false);
  await of.MakeSureDirectoryPathExists(`${made}\\`);
  expect(existsSync(made)).toBe(true);
});

proves(['FindExecutableImage', 'FindExecutableImageEx', 'FindExecutableImageExW'], 'find and open an image', (of) =>
  of.run((api) => {
    const ansi = AnsiString.alloc(maxPath);
    const ansiEx = AnsiString.alloc(maxPath);
    const wide = WideString.alloc(maxPath);
    const symbolPath = `C:\\nowhere;${path.dirname(dll)}`;
    const handles = [
      api.FindExecutableImage('scene.dll', symbolPath, ansi),
      api.FindExecutableImageEx('scene.dll', symbolPath, ansiEx, null, null),
      api.FindExecutableImageExW('scene.dll', symbolPath, wide, null, null),
    ];
    for (const text of [ansi, ansiEx, wide]) sameFile(text, dll);
    for (const handle of handles) close(handle);
  }),
);

proves(['FindDebugInfoFile'], 'finds and opens a file of debug information', (of) =>
  of.run((api) => {
    const found = AnsiString.alloc(maxPath);
    // Some DLLs search only for .dbg files, as documented.
    const handle = api.FindDebugInfoFile('scene.dbg', `C:\\nowhere;${path.dirname(dbg)}`, found);
    sameFile(found, dbg);
    close(handle);
  }),
);

proves(['SymMatchFileName', 'SymMatchFileNameW'], 'compare the ends of paths', (of) =>
  of.run((api) => {
    for (const match of [api.SymMatchFileName, api.SymMatchFileNameW]) {
      expect(match('C:\\src\\scene.cpp', 'scene.cpp', null, null)).toBe(true);
      expect(match('C:\\src\\scene.cpp', 'shapes.cpp', null, null)).toBe(false);
    }
  }),
);

const image = readImageFile(scene);
const record = image.bytes.indexOf('RSDS');
const signature = image.bytes.subarray(record + 4, record + 20);
const age = image.bytes.readUInt32LE(record + 20);

function signatureOfPdb(): GUID {
  const guid = GUID.alloc();
  guid.bytes.set(signature);
  return guid;
}

proves(['SymFindFileInPath', 'SymFindFileInPathW'], 'find the PDB that has the signature', (of) =>
  inSession(of, (api) => {
    const ansi = AnsiString.alloc(maxPath);
    const wide = WideString.alloc(maxPath);
    const searchPath = `C:\\nowhere;${path.dirname(pdb)}`;
    const { GUIDPTR } = SSRVOPT;
    // The search ends for a callback that does not continue.
    const accept = (): boolean => false;
    api.SymFindFileInPath(key, searchPath, 'scene.pdb', signatureOfPdb(), 0, age, GUIDPTR, ansi, accept, null);
    api.SymFindFileInPathW(key, searchPath, 'scene.pdb', signatureOfPdb(), 0, age, GUIDPTR, wide, accept, null);
    sameFile(ansi, pdb);
    sameFile(wide, pdb);
  }),
);

proves(
  ['SymSrvGetFileIndexInfo', 'SymSrvGetFileIndexInfoW'],
  'say what a symbol store files an image and a PDB under',
  (of) =>
    of.run((api) => {
      const ofImage = [SYMSRV_INDEX_INFO.alloc(), SYMSRV_INDEX_INFOW.alloc()] as const;
      api.SymSrvGetFileIndexInfo(dll, ofImage[0], 0);
      api.SymSrvGetFileIndexInfoW(dll, ofImage[1], 0);
      for (const info of ofImage) {
        expect(info).toMatchObject({ timestamp: image.timeDateStamp, size: image.sizeOfImage, stripped: false });
        expect(path.win32.basename(info.pdbfile)).toBe('scene.pdb');
      }
      const ofPdb = [SYMSRV_INDEX_INFO.alloc(), SYMSRV_INDEX_INFOW.alloc()] as const;
      api.SymSrvGetFileIndexInfo(pdb, ofPdb[0], 0);
      api.SymSrvGetFileIndexInfoW(pdb, ofPdb[1], 0);
      for (const info of [...ofImage, ...ofPdb]) {
        expect(info.age).toBe(age);
        expect(Buffer.from(info.guid.bytes)).toEqual(signature);
      }
    }),
);
