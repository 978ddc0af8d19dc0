import { copyFileSync, mkdirSync, mkdtempSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { DbgHelp, IMAGE_DEBUG_INFORMATION, dbghelp } from '../../../lib';
import { bin, variant } from '../fixtures';
import { pointerBits, probePath, thrownBy } from '../probe';

/**
 * Exports that a DLL forwards to another one, exports of which it has only the name, and calls that fail without a
 * reason.
 */

// DLLs and their files stay loaded until the process ends.
const folder = mkdtempSync(path.join(os.tmpdir(), 'dbghelp-forwards-'));

/**
 * forwarding.dll in a separate folder, beside the target of its forwards: the fixture, another file, or nothing yet.
 */
async function forwardingDll(name: string, beside?: string): Promise<typeof dbghelp> {
  const here = path.join(folder, name);
  mkdirSync(here);
  copyFileSync(bin('forwarding', variant, 'forwarding.dll'), path.join(here, 'forwarding.dll'));
  if (beside !== undefined) copyFileSync(beside, path.join(here, 'beside.dll'));
  return DbgHelp.load({ path: path.join(here, 'forwarding.dll') });
}

const beside = bin('forwarding', variant, 'beside.dll');

describe('an export that a DLL forwards to another', () => {
  // This test comes first: if no such DLL is beside it, the loader uses one that was loaded from another folder.
  it('tells what is wrong with a file that cannot be loaded', async () => {
    const dll = await forwardingDll('wrong', bin('forwarding', variant === 'x64' ? 'x86' : 'x64', 'beside.dll'));
    expect(dll.has('SymGetOptions')).toBe(false);
    await expect(dll.SymGetOptions()).rejects.toThrow(
      /to beside\.SymGetOptions, and .*beside\.dll cannot be loaded: ./,
    );
  });

  it('names the missing DLL, and works as soon as that is there', async () => {
    const dll = await forwardingDll('alone');
    expect(dll.has('SymGetOptions')).toBe(false);
    const file = path.join(folder, 'alone', 'beside.dll');
    for (const told of [
      await dll.SymGetOptions().catch(String),
      String(thrownBy(() => dll.addressOf('SymGetOptions'))),
    ]) {
      expect(told).toContain(`SymGetOptions is forwarded by ${dll.path} `);
      expect(told).toContain(` to beside.SymGetOptions, and ${file} was not found`);
    }
    await expect(dll.SymGetOptions()).rejects.toMatchObject({ code: 'DBGHELP_LOAD_FAILED', api: 'SymGetOptions' });

    // The function works as soon as the file is there.
    copyFileSync(beside, file);
    expect(dll.has('SymGetOptions')).toBe(true);
    await expect(dll.SymGetOptions()).resolves.toBe(0x1234);
  });

  it('is found in the folder of each forwarding DLL', async () => {
    const first = await forwardingDll('first', beside);
    const second = await forwardingDll('second', probePath);
    expect([first.has('SymGetOptions'), second.has('SymGetOptions')]).toEqual([true, true]);
    expect(first.addressOf('SymGetOptions')).not.toBe(second.addressOf('SymGetOptions'));
    await expect(first.SymGetOptions()).resolves.toBe(0x1234);
    await expect(second.SymGetOptions()).resolves.toBe(0);
    await expect(first.run((api) => api.SymGetOptions())).resolves.toBe(0x1234);
  });

  it('does not affect the other exports', async () => {
    const dll = await forwardingDll('others', beside);
    expect(dll.has('SymInitialize')).toBe(true);
    expect(dll.has('SymCleanup')).toBe(false);
    expect(dll.has('SymFromAddrW')).toBe(false);
    await expect(dll.SymCleanup(1n)).rejects.toThrow(/to nowhere\.SymCleanup, and .*nowhere\.dll was not found/);
    await expect(dll.SymLoadModuleExW(1n, null, null, null, 0n, 0, null, 0)).rejects.toMatchObject({
      code: 'DBGHELP_NOT_EXPORTED',
    });
  });

  it('is taken from the system’s DLL, even if that forwards it', async () => {
    expect(dbghelp.has('MiniDumpWriteDump')).toBe(true);
    expect(dbghelp.has('MiniDumpReadDumpStream')).toBe(true);
    await expect(dbghelp.run((api) => typeof api.MiniDumpWriteDump)).resolves.toBe('function');
  });
});

describe('an export of which a DLL has only the name', () => {
  it('is reported as such, with the function to use instead', async () => {
    const dll = await forwardingDll('names', beside);
    expect(dll.has('DbgHelpCreateUserDumpW')).toBe(true);
    await dll.run((api) => {
      const error = thrownBy(() => api.DbgHelpCreateUserDumpW(null, () => false, null));
      expect(error).toMatchObject({ code: 'DBGHELP_NOT_IMPLEMENTED', api: 'DbgHelpCreateUserDumpW' });
      expect(String(error)).toMatch(
        /DbgHelpCreateUserDumpW: this DLL has only the name of it \(.*\); use MiniDumpWriteDump$/,
      );
    });
    await expect(dll.DbgHelpCreateUserDumpW(null, () => false, null)).rejects.toThrow('use MiniDumpWriteDump');
  });

  if (pointerBits === 32) {
    it('also disables the function that would undo it', async () => {
      const dll = await forwardingDll('undone', beside);
      await expect(dll.MapDebugInformation(null, null, null, 0)).rejects.toThrow('only the name of it');
      const unmapping = dll.UnmapDebugInformation(IMAGE_DEBUG_INFORMATION.alloc());
      await expect(unmapping).rejects.toMatchObject({ code: 'DBGHELP_NOT_IMPLEMENTED', api: 'UnmapDebugInformation' });
      await expect(unmapping).rejects.toThrow(/only the name of it \(.*\); use SymUnloadModule64$/);
    });
  }
});

describe('a failure without a reason', () => {
  it('says that the DLL gave none, even if an earlier call left one', async () => {
    const dll = await forwardingDll('reasons', beside);
    const none = { code: 'DBGHELP_CALL_FAILED', api: 'SymUnloadModule64', win32Code: 0 };
    await dll.run((api) => {
      for (const leave of [
        () => thrownBy(() => api.SymRefreshModuleList(1n)),
        () => api.SymRefreshModuleList.raw(1n),
        () => api.SymSetSearchPath(1n, null),
      ]) {
        leave();
        const error = thrownBy(() => api.SymUnloadModule64(1n, 0n));
        expect(error).toMatchObject(none);
        expect(String(error)).toBe('DbgHelpError: SymUnloadModule64: failed, no reason given');
        leave();
        expect(api.SymUnloadModule64.raw(1n, 0n)).toBe(false);
        expect(api.lastError).toBe(0);
      }
      expect(thrownBy(() => api.SymRefreshModuleList(1n))).toMatchObject({
        code: 'DBGHELP_ACCESS_DENIED',
        win32Code: 5,
      });
    });
    await dll.SymSetSearchPath(1n, null);
    await expect(dll.SymUnloadModule64(1n, 0n)).rejects.toMatchObject(none);
  });
});
