import { readFileSync } from 'node:fs';
import {
  AnsiString,
  DBGHELP_DATA_REPORT_STRUCT,
  IMAGEHLP_HD_TYPE,
  IMAGEHLP_RMAP,
  IMAGE_DEBUG_INFORMATION,
  SYM_INLINE_COMP,
  SYMBOL_INFOW,
  WideString,
  addressOf,
  type DbgHelpError,
} from '../../../lib';
import { can } from '../capabilities';
import { bin, scene, trueFunction, variant } from '../fixtures';
import { readImageFile } from '../image-file';
import type { Koffi } from '../probe';
import { base, inScene, inSession, key, older, proves, refuses } from '../real-dll';

/** Settings of a whole process or session that only newer DLLs have, and functions for images. */

proves(
  ['GetSymLoadError', 'SetSymLoadError'],
  'give the error that was set',
  (dll) =>
    dll.run((api) => {
      const before = api.GetSymLoadError();
      for (const error of [0x1234, 0xc000_0005, before]) {
        api.SetSymLoadError(error);
        expect(api.GetSymLoadError()).toBe(error);
      }
    }),
  older,
);

proves(
  ['SymGetHomeDirectory', 'SymGetHomeDirectoryW', 'SymSetHomeDirectory', 'SymSetHomeDirectoryW'],
  'set the home folder, and give it and what is below it',
  (dll) =>
    // Without a session, nothing is set or returned.
    inSession(dll, (api) => {
      const room = 300;
      const home = (type: number): string => {
        const [ansi, wide] = [AnsiString.alloc(room), WideString.alloc(room)];
        expect(api.SymGetHomeDirectory(type, ansi, room)).toBe(String(ansi));
        expect(api.SymGetHomeDirectoryW(type, wide, room)).toBe(String(wide));
        expect(String(ansi)).toBe(String(wide));
        return String(wide);
      };
      const before = home(IMAGEHLP_HD_TYPE.hdBase);
      expect(api.SymSetHomeDirectory(null, 'C:\\windows')).toBe('C:\\windows');
      expect(home(IMAGEHLP_HD_TYPE.hdSym)).toBe('C:\\windows\\sym');
      expect(api.SymSetHomeDirectoryW(key, 'C:\\users')).toBe('C:\\users');
      expect(home(IMAGEHLP_HD_TYPE.hdSrc)).toBe('C:\\users\\src');
      api.SymSetHomeDirectoryW(null, before);
    }),
  older,
);

proves(
  ['SymSetParentWindow'],
  'takes a window, and none',
  (dll) =>
    dll.run((api) => {
      for (const window of [0x10n, 0n]) expect(api.SymSetParentWindow(window)).toBe(true);
    }),
  older,
);

proves(
  ['SymGetParentWindow'],
  'gives the window that was set',
  (dll) =>
    dll.run((api) => {
      const found = new BigUint64Array(1);
      for (const window of [0x10n, 0n]) {
        api.SymSetParentWindow(window);
        api.SymGetParentWindow(found);
        expect(found[0]).toBe(window);
      }
    }),
  !can('tellsParentWindow') && 'no DLL that exports it',
);

proves(
  ['SetCheckUserInterruptShared'],
  'takes a function, and none',
  (dll) =>
    inScene(dll, (api) => {
      api.SetCheckUserInterruptShared(() => 0);
      expect(api.SymFromNameW(key, 'scene_draw', SYMBOL_INFOW.alloc(100))).toBe(true);
      api.SetCheckUserInterruptShared(null);
    }),
  older,
);

proves(
  ['SymEnumProcesses'],
  'lists the sessions of the process by their keys',
  (dll) =>
    inSession(dll, (api) => {
      const list = (): bigint[] => {
        const found: bigint[] = [];
        api.SymEnumProcesses.raw((hProcess) => void found.push(hProcess), null);
        return found;
      };
      expect(list()).toContain(key);
      api.SymCleanup(key);
      expect(list()).not.toContain(key);
      api.SymInitializeW(key, null, false);
    }),
  older,
);

proves(
  ['RemoveInvalidModuleList', 'ReportSymbolLoadSummary'],
  'leave a module that is loaded as it is, and have nothing to report of it',
  (dll) =>
    inScene(dll, (api) => {
      api.RemoveInvalidModuleList(key);
      const report = DBGHELP_DATA_REPORT_STRUCT.alloc();
      expect(api.ReportSymbolLoadSummary(key, 'scene', report)).toBe(true);
      expect(report.toJSON()).toEqual({ pBinPathNonExist: null, pSymbolPathNonExist: null });
      expect(api.SymGetModuleBase64(key, base + 0x1000n)).toBe(base);
    }),
  older,
);

/** An address at which no module is. */
const nowhere = 0x7000_0000n;

proves(
  ['SymRegisterFunctionEntryCallback', 'SymRegisterFunctionEntryCallback64'],
  'have a callback asked for the entry of a function, and take what it gives',
  (dll) =>
    inScene(dll, (api) => {
      const memory = new BigUint64Array(4);
      const entry = addressOf(new Uint8Array(memory.buffer));
      const asked: unknown[] = [];
      const answer = (hProcess: bigint, address: bigint, context: bigint): bigint => {
        asked.push([hProcess, address, context]);
        return entry;
      };
      expect(api.SymRegisterFunctionEntryCallback(key, answer, 5n)).toBe(true);
      api.SymFunctionTableAccess64.raw(key, nowhere);
      expect(api.SymRegisterFunctionEntryCallback64(key, answer, 6n)).toBe(true);
      api.SymFunctionTableAccess64.raw(key, nowhere);
      // If the DLL asks at all, it passes the registered values.
      for (const [hProcess, address, context] of asked as bigint[][]) {
        expect([hProcess, address]).toEqual([key, nowhere]);
        expect([5n, 6n]).toContain(context);
      }
    }),
  older,
);

proves(
  ['SymCompareInlineTrace'],
  'takes an address for identical with itself',
  (dll) =>
    inScene(dll, (api) => {
      const at = base + BigInt(trueFunction('scene_draw').rva);
      expect(api.SymCompareInlineTrace(key, at, 0, 0n, at, 0n)).toBe(SYM_INLINE_COMP.IDENTICAL);
    }),
  older,
);

proves(
  ['SymFunctionTableAccess64AccessRoutines'],
  'gives the entry of the function at an address, by memory that it is given',
  (dll) =>
    inScene(dll, (api) => {
      const { bytes, sections } = readImageFile(scene);
      const { rva, size } = trueFunction('scene_draw');
      const read = (_process: bigint, from: bigint, buffer: Uint8Array, length: number, done: Uint32Array): boolean => {
        const at = Number(from - base);
        const section = sections.find((one) => at >= one.rva && at < one.rva + one.size);
        const offset = section ? at - section.rva + section.fileOffset : at;
        buffer.set(bytes.subarray(offset, offset + length));
        done[0] = length;
        return true;
      };
      const entry = api.SymFunctionTableAccess64AccessRoutines(key, base + BigInt(rva + 9), read, () => base);
      const [begins, ends] = new Uint32Array(jest.requireActual<Koffi>('koffi').view(entry, 8));
      expect([begins, ends]).toEqual([rva, rva + size]);
    }),
  older || (process.arch !== 'x64' && 'only x64 code has such entries'),
);

refuses(
  ['SymGetUnwindInfo'],
  'has no unwind information of code that the process does not run',
  (dll) =>
    inScene(dll, (api) => {
      const size = new Uint32Array([64]);
      const at = base + BigInt(trueFunction('scene_draw').rva);
      expect(api.SymGetUnwindInfo.raw(key, at, new Uint8Array(64), size)).toBe(false);
      expect(api.lastError).toBe(0x8000_4002); // E_NOINTERFACE
    }),
  older,
);

proves(
  [
    ...(['RangeMapCreate', 'RangeMapAddPeImageSections', 'RangeMapRead', 'RangeMapWrite'] as const),
    ...(['RangeMapRemove', 'RangeMapFree'] as const),
  ],
  'make a map of an image at an address, which is read and written there until it is taken out',
  (dll) =>
    dll.run((api) => {
      const image = bin('empty', variant, 'no-exports.dll');
      const bytes = new Uint8Array(readFileSync(image));
      const [code] = readImageFile(image).sections;
      const at = 0x5000_0000n + BigInt(code!.rva);
      const inFile = bytes.slice(code!.fileOffset, code!.fileOffset + 8);
      const map = api.RangeMapCreate();
      const done = new Uint32Array(1);
      const read = new Uint8Array(8);
      const tag = 7n;
      api.RangeMapAddPeImageSections(map, image, bytes, bytes.length, 0x5000_0000n, tag, IMAGEHLP_RMAP.MAPPED_FLAT);
      api.RangeMapRead(map, at, read, read.length, 0, done);
      expect([done[0], read]).toEqual([8, inFile]);
      api.RangeMapWrite(map, at, new Uint8Array(4).fill(0xab), 4, 0, done);
      api.RangeMapRead(map, at, read, read.length, 0, done);
      expect(read).toEqual(Uint8Array.from([0xab, 0xab, 0xab, 0xab, ...inFile.subarray(4)]));
      api.RangeMapRemove(map, tag);
      expect(api.RangeMapRead.raw(map, at, read, read.length, 0, done)).toBe(false);
      api.RangeMapFree(map);
    }),
  older,
);

refuses(
  ['MapDebugInformation', 'UnmapDebugInformation'],
  'say that the DLL has only the names of them, and what to use instead',
  (dll) =>
    dll.run((api) => {
      const refusalOf = (call: () => unknown): unknown => {
        try {
          return call();
        } catch (error) {
          return error;
        }
      };
      const refusals = [
        refusalOf(() => api.MapDebugInformation(null, scene, null, 0n)),
        refusalOf(() => api.UnmapDebugInformation(IMAGE_DEBUG_INFORMATION.alloc())),
      ] as DbgHelpError[];
      expect(refusals.map(({ code }) => code)).toEqual(['DBGHELP_NOT_IMPLEMENTED', 'DBGHELP_NOT_IMPLEMENTED']);
      expect(refusals[0]!.message).toContain('use SymLoadModuleExW');
      expect(refusals[1]!.message).toContain('use SymUnloadModule64');
      expect(api.MapDebugInformation.raw(null, scene, null, 0n)).toBeNull();
      expect(api.UnmapDebugInformation.raw(IMAGE_DEBUG_INFORMATION.alloc())).toBe(false);
    }),
  older || (process.arch !== 'ia32' && 'only 32-bit DLLs have them'),
);

refuses(
  ['DbgHelpCreateUserDump', 'DbgHelpCreateUserDumpW'],
  'write nothing, and ask for nothing',
  (dll) =>
    dll.run((api) => {
      const asked = jest.fn(() => true);
      expect(api.DbgHelpCreateUserDump.raw('C:\\user.dmp', asked, null)).toBe(false);
      expect(api.DbgHelpCreateUserDumpW.raw('C:\\user.dmp', asked, null)).toBe(false);
      expect(asked).not.toHaveBeenCalled();
    }),
  older,
);
