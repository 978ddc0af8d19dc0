import path from 'node:path';
import {
  AnsiString,
  API_VERSION,
  CBA,
  IMAGEHLP_DEFERRED_SYMBOL_LOAD,
  IMAGEHLP_DEFERRED_SYMBOL_LOAD64,
  IMAGEHLP_DEFERRED_SYMBOL_LOADW64,
  IMAGEHLP_EXTENDED_OPTIONS,
  SYMBOL_INFOW,
  SYMOPT,
  WideString,
  type DbgHelpToken,
} from '../../../lib';
import { scene, trueFunction } from '../fixtures';
import { readImageFile } from '../image-file';
import { base, inSession, key, proves, windowsFunction } from '../real-dll';

proves(['SymInitialize', 'SymInitializeW', 'SymCleanup'], 'begin a session with this search path, and end it', (dll) =>
  dll.run((api) => {
    for (const [initialize, folder] of [
      [api.SymInitialize, 'C:\\ansi'],
      [api.SymInitializeW, 'C:\\wide'],
    ] as const) {
      initialize(key, `${folder};C:\\more`, false);
      const text = WideString.alloc(100);
      api.SymGetSearchPathW(key, text, text.capacity);
      expect(String(text)).toBe(`${folder};C:\\more`);
      api.SymCleanup(key);
      expect(api.SymGetSearchPathW.raw(key, text, text.capacity)).toBe(false);
      expect(api.lastError).toBe(6); // ERROR_INVALID_HANDLE
    }
  }),
);

proves(['SymInitialize', 'SymInitializeW'], 'load the modules of a process where they are told to', async (dll) => {
  const open = windowsFunction('kernel32.dll', 'OpenProcess', 'intptr_t', ['uint32_t', 'int', 'uint32_t']);
  const close = windowsFunction('kernel32.dll', 'CloseHandle', 'int', ['intptr_t']);
  const handleOf = windowsFunction('kernel32.dll', 'GetModuleHandleW', 'uintptr_t', ['str16']);
  const queryAndRead = 0x410;
  const kernel32 = BigInt(handleOf('kernel32.dll') as number | bigint);
  await dll.run((api) => {
    for (const initialize of [api.SymInitialize, api.SymInitializeW]) {
      const live = BigInt(open(queryAndRead, 0, process.pid) as number);
      initialize(live, null, true);
      expect(api.SymGetModuleBase64(live, kernel32 + 0x1000n)).toBe(kernel32);
      api.SymCleanup(live);
      close(live);
    }
  });
});

proves(['SymSetOptions', 'SymGetOptions'], 'set the option word and give it again', (dll) =>
  dll.run((api) => {
    const before = api.SymGetOptions();
    for (const options of [SYMOPT.DEFERRED_LOADS | SYMOPT.UNDNAME, SYMOPT.LOAD_LINES]) {
      expect(api.SymSetOptions(options)).toBe(options);
      expect(api.SymGetOptions()).toBe(options);
    }
    api.SymSetOptions(before);
  }),
);

proves(
  ['SymSetSearchPath', 'SymSetSearchPathW', 'SymGetSearchPath', 'SymGetSearchPathW'],
  'set the search path of a session and give it again',
  (dll) =>
    inSession(dll, (api) => {
      for (const [set, searchPath] of [
        [api.SymSetSearchPath, 'C:\\ansi;C:\\first'],
        [api.SymSetSearchPathW, 'C:\\wide;D:\\second'],
      ] as const) {
        set(key, searchPath);
        const ansi = AnsiString.alloc(100);
        const wide = WideString.alloc(100);
        api.SymGetSearchPath(key, ansi, ansi.capacity);
        api.SymGetSearchPathW(key, wide, wide.capacity);
        expect([String(ansi), String(wide)]).toEqual([searchPath, searchPath]);
      }
    }),
);

proves(['SymSetExtendedOption', 'SymGetExtendedOption'], 'set an option and give it again', (dll) =>
  dll.run((api) => {
    // The first is documented for Microsoft's DLL, and unknown to Wine's; the other is Wine's own.
    const wineNativeModules = 1000;
    const known = [IMAGEHLP_EXTENDED_OPTIONS.SYMOPT_EX_DISABLEACCESSTIMEUPDATE, wineNativeModules].filter((option) => {
      const before = api.SymSetExtendedOption(option, true);
      const set = api.SymGetExtendedOption(option);
      const previous = api.SymSetExtendedOption(option, before);
      expect(previous).toBe(set);
      return set;
    });
    expect(known.length).toBeGreaterThan(0);
  }),
);

proves(['SymMatchString', 'SymMatchStringA', 'SymMatchStringW'], 'match wildcards', (dll) =>
  dll.run((api) => {
    for (const match of [api.SymMatchString, api.SymMatchStringA, api.SymMatchStringW]) {
      expect(match('scene_draw', 'scene_*', true)).toBe(true);
      expect(match('scene_draw', 'scene_dra?', true)).toBe(true);
      expect(match('scene_draw', 'SCENE_D*', false)).toBe(true);
      expect(match('scene_draw', 'SCENE_D*', true)).toBe(false);
      expect(match('scene_draw', 'scene', true)).toBe(false);
    }
  }),
);

const userContext = 0x1234n;

/** The notifications of a registered callback about the load of scene.dll. */
function notificationsOf(
  api: DbgHelpToken,
  register: (callback: (hProcess: bigint, action: number, data: bigint, context: bigint) => void) => boolean,
  structure: { at(address: bigint): { BaseOfImage: bigint; FileName: string } },
): unknown[] {
  const told: unknown[] = [];
  const actions: readonly number[] = [CBA.DEFERRED_SYMBOL_LOAD_START, CBA.DEFERRED_SYMBOL_LOAD_COMPLETE];
  register((hProcess, action, data, context) => {
    if (!actions.includes(action)) return;
    const { BaseOfImage, FileName } = structure.at(data);
    told.push([hProcess, action, context, BaseOfImage, path.win32.basename(FileName).toLowerCase()]);
  });
  // The size is needed: not every DLL finds a deferred module without one by its addresses.
  api.SymLoadModuleExW(key, null, scene, null, base, readImageFile(scene).sizeOfImage, null, 0);
  // The first look-up makes the symbols load.
  api.SymFromAddrW(key, base + BigInt(trueFunction('scene_draw').rva), null, SYMBOL_INFOW.alloc(100));
  api.SymUnloadModule64(key, base);
  return told;
}

proves(
  ['SymRegisterCallback', 'SymRegisterCallback64', 'SymRegisterCallbackW64'],
  'have a callback told of the load of symbols',
  (dll) =>
    inSession(
      dll,
      (api) => {
        const expected = [CBA.DEFERRED_SYMBOL_LOAD_START, CBA.DEFERRED_SYMBOL_LOAD_COMPLETE].map((action) => [
          key,
          action,
          userContext,
          base,
          'scene.dll',
        ]);
        const register32 = notificationsOf(
          api,
          (callback) => api.SymRegisterCallback(key, callback, userContext),
          IMAGEHLP_DEFERRED_SYMBOL_LOAD,
        );
        const register64 = notificationsOf(
          api,
          (callback) => api.SymRegisterCallback64(key, callback, userContext),
          IMAGEHLP_DEFERRED_SYMBOL_LOAD64,
        );
        const registerW64 = notificationsOf(
          api,
          (callback) => api.SymRegisterCallbackW64(key, callback, userContext),
          IMAGEHLP_DEFERRED_SYMBOL_LOADW64,
        );
        expect([register32, register64, registerW64]).toEqual([expected, expected, expected]);
      },
      SYMOPT.LOAD_LINES | SYMOPT.DEFERRED_LOADS,
    ),
);

proves(['ImagehlpApiVersion', 'ImagehlpApiVersionEx'], 'give the version of the interface', (dll) =>
  dll.run((api) => {
    const { MajorVersion, MinorVersion, Revision } = api.ImagehlpApiVersion();
    expect([MajorVersion, MinorVersion]).toEqual([4, 0]);
    expect(Revision).toBeGreaterThan(0);
    const wanted = API_VERSION.alloc();
    Object.assign(wanted, { MajorVersion: 4, MinorVersion: 0, Revision: 5 });
    const inForce = api.ImagehlpApiVersionEx(wanted);
    expect(inForce).toMatchObject({ MajorVersion: 4, MinorVersion: 0 });
    // Microsoft's accepts the given version, Wine's keeps its own.
    expect([5, Revision]).toContain(inForce.Revision);
  }),
);
