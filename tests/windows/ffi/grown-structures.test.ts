import { dbghelp, IMAGEHLP_MODULE64, IMAGEHLP_MODULEW64 } from '../../../lib';
import { app } from '../fixtures';
import { loadProbe, type Probe } from '../probe';

/** The versions in dbghelp.h, and their members. */
const versions = {
  IMAGEHLP_MODULE64: { newest: 1680, olderThan2009: 1672, olderThan2003: 1664, olderThan2002: 584 },
  IMAGEHLP_MODULEW64: { newest: 3264, olderThan2009: 3256, olderThan2003: 3248, olderThan2002: 616 },
} as const;

const key = 0x7000b001n;
/** Below 2 GiB, also for the image of the 32-bit program. */
const base = 0x1000_0000n;
const refused = 87;

describe('a DLL that refuses the size of a structure', () => {
  let probe: Probe;

  beforeAll(async () => {
    probe = await loadProbe();
  });

  beforeEach(() => {
    probe.reset();
  });

  const told = (): readonly number[] => probe.records().map(({ copies }) => copies.get(2)!.readUInt32LE(0));

  /** Refuses so many calls. */
  const refuses = (name: 'SymGetModuleInfo64' | 'SymGetModuleInfoW64', times: number): void => {
    probe.returns(name, 0n, times);
    probe.lastError(name, refused);
  };

  it.each([0, 1, 2, 3])('%i times gets the size of the previous version, each time', async (times) => {
    const { newest, olderThan2009, olderThan2003, olderThan2002 } = versions.IMAGEHLP_MODULEW64;
    const expected = [newest, olderThan2009, olderThan2003, olderThan2002].slice(0, times + 1);
    refuses('SymGetModuleInfoW64', times);
    const view = IMAGEHLP_MODULEW64.alloc();
    expect(await probe.dll.SymGetModuleInfoW64(key, 1n, view)).toBe(true);
    expect([told(), view.SizeOfStruct]).toEqual([expected, expected.at(-1)]);
  });

  it('is asked in the same way off the main thread, and by raw calls', async () => {
    const sizes = Object.values(versions.IMAGEHLP_MODULE64);
    refuses('SymGetModuleInfo64', 3);
    await probe.dll.run((api) => api.SymGetModuleInfo64.async(key, 1n, IMAGEHLP_MODULE64.alloc()));
    refuses('SymGetModuleInfo64', 3);
    await probe.dll.run((api) => {
      expect(api.SymGetModuleInfo64.raw(key, 1n, IMAGEHLP_MODULE64.alloc())).toBe(true);
    });
    expect(told()).toEqual([...sizes, ...sizes]);
  });

  it('at every version gets one call for each, and the size is restored', async () => {
    refuses('SymGetModuleInfoW64', 4);
    const view = IMAGEHLP_MODULEW64.alloc();
    await expect(probe.dll.SymGetModuleInfoW64(key, 1n, view)).rejects.toMatchObject({ win32Code: refused });
    expect([told().length, view.SizeOfStruct]).toEqual([4, view.bytes.length]);
  });

  it('that the caller chose gets no other size', async () => {
    refuses('SymGetModuleInfoW64', 1);
    const view = IMAGEHLP_MODULEW64.alloc();
    view.SizeOfStruct = 600;
    await expect(probe.dll.SymGetModuleInfoW64(key, 1n, view)).rejects.toMatchObject({ win32Code: refused });
    expect([told(), view.SizeOfStruct]).toEqual([[600], 600]);
  });

  it('is not called again if it fails for another reason', async () => {
    probe.fails('SymGetModuleInfoW64', 126);
    await expect(probe.dll.SymGetModuleInfoW64(key, 1n, IMAGEHLP_MODULEW64.alloc())).rejects.toThrow();
    expect(told()).toEqual([versions.IMAGEHLP_MODULEW64.newest]);
  });
});

describe('the DLL', () => {
  beforeAll(async () => {
    await dbghelp.SymInitializeW(key, null, false);
    await dbghelp.SymLoadModuleExW(key, 0n, app, null, base, 0x10_0000, null, 0);
  });

  afterAll(() => dbghelp.SymCleanup(key));

  it.each([
    ['IMAGEHLP_MODULE64', IMAGEHLP_MODULE64, 'SymGetModuleInfo64'],
    ['IMAGEHLP_MODULEW64', IMAGEHLP_MODULEW64, 'SymGetModuleInfoW64'],
  ] as const)('fills each version of %s to its end', async (name, struct, call) => {
    for (const size of Object.values(versions[name])) {
      const view = struct.alloc();
      view.bytes.fill(0xaa);
      view.SizeOfStruct = size;
      await dbghelp.run((api) => {
        expect((api[call].raw as (...args: unknown[]) => boolean)(key, base, view)).toBe(true);
      });
      expect(view.BaseOfImage).toBe(base);
      expect([...view.bytes.subarray(size - 8, size)]).not.toEqual(Array(8).fill(0xaa));
    }
  });
});
