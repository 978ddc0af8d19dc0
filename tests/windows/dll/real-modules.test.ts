import path from 'node:path';
import {
  IMAGEHLP_MODULE,
  IMAGEHLP_MODULE64,
  IMAGEHLP_MODULEW,
  IMAGEHLP_MODULEW64,
  SYM_TYPE,
  type DbgHelpToken,
} from '../../../lib';
import { app, scene } from '../fixtures';
import { readImageFile } from '../image-file';
import { base, inScene, inSession, key, proves, windowsFunction } from '../real-dll';

const image = readImageFile(scene);
const self = -1n;

type Listed = readonly [name: string, base: bigint, size: number];

/** The modules of this process, by their file names in lower case. */
function listOf(list: (callback: (name: string, base: bigint, size: number) => void) => boolean): Map<string, Listed> {
  const modules = new Map<string, Listed>();
  list((name, ...place) => void modules.set(path.win32.basename(name).toLowerCase(), [name, ...place]));
  return modules;
}

proves(
  [
    'EnumerateLoadedModules',
    'EnumerateLoadedModules64',
    'EnumerateLoadedModulesEx',
    'EnumerateLoadedModulesExW',
    'EnumerateLoadedModulesW64',
  ],
  'list the modules of this process where Windows has them',
  async (dll) => {
    const handleOf = windowsFunction('kernel32.dll', 'GetModuleHandleW', 'uintptr_t', ['str16']);
    const lists = await dll.run((api) => [
      listOf((callback) => api.EnumerateLoadedModules(self, callback, null)),
      listOf((callback) => api.EnumerateLoadedModules64(self, callback, null)),
      listOf((callback) => api.EnumerateLoadedModulesEx(self, callback, null)),
      listOf((callback) => api.EnumerateLoadedModulesExW(self, callback, null)),
      listOf((callback) => api.EnumerateLoadedModulesW64(self, callback, null)),
    ]);
    const program = path.win32.basename(process.execPath).toLowerCase();
    for (const modules of lists) {
      for (const name of ['ntdll.dll', 'kernel32.dll', 'dbghelp.dll', program]) {
        expect(modules.get(name)?.[1]).toBe(BigInt(handleOf(name) as number | bigint));
      }
      expect(modules.get(program)?.[2]).toBe(readImageFile(process.execPath).sizeOfImage);
    }
  },
);

proves(
  ['SymEnumerateModules', 'SymEnumerateModules64', 'SymEnumerateModulesW64'],
  'list the modules of a session',
  (dll) =>
    inScene(dll, (api) => {
      const second = 0x20000000n;
      api.SymLoadModuleExW(key, null, app, null, second, 0, null, 0);
      const expected = [
        ['scene', base],
        ['app', second],
      ];
      for (const list of [api.SymEnumerateModules, api.SymEnumerateModules64, api.SymEnumerateModulesW64]) {
        const modules: unknown[] = [];
        list(key, (name, at) => void modules.push([name, at]), null);
        expect(modules).toEqual(expected);
      }
    }),
);

proves(['SymGetModuleBase', 'SymGetModuleBase64'], 'give the base of the module that an address is in', (dll) =>
  inScene(dll, (api) => {
    for (const baseOf of [api.SymGetModuleBase, api.SymGetModuleBase64]) {
      expect(baseOf(key, base)).toBe(base);
      expect(baseOf(key, base + BigInt(image.sizeOfImage) - 1n)).toBe(base);
      expect(baseOf.raw(key, base + BigInt(image.sizeOfImage))).toBe(0n);
      expect(baseOf.raw(key, base - 1n)).toBe(0n);
    }
  }),
);

proves(
  ['SymGetModuleInfo', 'SymGetModuleInfo64', 'SymGetModuleInfoW', 'SymGetModuleInfoW64'],
  'say what the image file says',
  (dll) =>
    inScene(dll, (api) => {
      const inside = base + 0x1234n;
      const infos = [IMAGEHLP_MODULE.alloc(), IMAGEHLP_MODULEW.alloc()] as const;
      const infos64 = [IMAGEHLP_MODULE64.alloc(), IMAGEHLP_MODULEW64.alloc()] as const;
      api.SymGetModuleInfo(key, inside, infos[0]);
      api.SymGetModuleInfoW(key, inside, infos[1]);
      api.SymGetModuleInfo64(key, inside, infos64[0]);
      api.SymGetModuleInfoW64(key, inside, infos64[1]);
      for (const info of [...infos, ...infos64]) {
        expect(info).toMatchObject({
          BaseOfImage: base,
          ImageSize: image.sizeOfImage,
          TimeDateStamp: image.timeDateStamp,
          CheckSum: image.checkSum,
          SymType: SYM_TYPE.SymPdb,
          ModuleName: 'scene',
        });
        expect(path.win32.basename(info.LoadedImageName).toLowerCase()).toBe('scene.dll');
      }
      for (const info of infos64) {
        expect(info).toMatchObject({ LineNumbers: true, PdbUnmatched: false, MachineType: image.machine });
        expect(path.win32.basename(info.LoadedPdbName).toLowerCase()).toBe('scene.pdb');
        // The signature is in the image's CodeView record, after the letters RSDS.
        const record = image.bytes.indexOf('RSDS');
        expect(Buffer.from(info.PdbSig70.bytes)).toEqual(image.bytes.subarray(record + 4, record + 20));
        expect(info.PdbAge).toBe(image.bytes.readUInt32LE(record + 20));
      }
    }),
);

/** The loaded modules by name and base. */
function loaded(api: DbgHelpToken): unknown[] {
  const modules: unknown[] = [];
  api.SymEnumerateModulesW64(key, (name, at) => void modules.push([name, at]), null);
  return modules;
}

proves(
  ['SymLoadModule', 'SymLoadModule64', 'SymLoadModuleEx', 'SymLoadModuleExW', 'SymUnloadModule', 'SymUnloadModule64'],
  'load an image where they are told, and unload it',
  (dll) =>
    inSession(dll, (api) => {
      const loads = [
        () => api.SymLoadModule(key, null, scene, null, base, 0),
        () => api.SymLoadModule64(key, null, scene, null, base, 0),
        () => api.SymLoadModuleEx(key, null, scene, null, base, 0, null, 0),
        () => api.SymLoadModuleExW(key, null, scene, null, base, 0, null, 0),
      ];
      for (const load of loads) {
        for (const unload of [api.SymUnloadModule, api.SymUnloadModule64]) {
          expect(load()).toBe(base);
          expect(loaded(api)).toEqual([['scene', base]]);
          expect(unload(key, base)).toBe(true);
          expect(loaded(api)).toEqual([]);
        }
      }
    }),
);

proves(['SymRefreshModuleList'], 'adds a library that this process has loaded meanwhile', async (dll) => {
  const open = windowsFunction('kernel32.dll', 'OpenProcess', 'intptr_t', ['uint32_t', 'int', 'uint32_t']);
  const close = windowsFunction('kernel32.dll', 'CloseHandle', 'int', ['intptr_t']);
  const load = windowsFunction('kernel32.dll', 'LoadLibraryW', 'uintptr_t', ['str16']);
  const handleOf = windowsFunction('kernel32.dll', 'GetModuleHandleW', 'uintptr_t', ['str16']);
  const queryAndRead = 0x410;
  const live = BigInt(open(queryAndRead, 0, process.pid) as number);
  // No part of Node.js uses it.
  const library = 'msvidc32.dll';
  expect(handleOf(library)).toBe(0);
  await dll.run((api) => {
    api.SymInitializeW(live, null, true);
    try {
      const address = BigInt(load(library) as number | bigint);
      expect(address).toBeGreaterThan(0n);
      expect(api.SymGetModuleBase64.raw(live, address)).toBe(0n);
      api.SymRefreshModuleList(live);
      expect(api.SymGetModuleBase64(live, address)).toBe(address);
    } finally {
      api.SymCleanup(live);
      close(live);
    }
  });
});
