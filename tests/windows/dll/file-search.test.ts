import path from 'node:path';
import { AnsiString, WideString, closeHandle, dbghelp } from '../../../lib';
import { bin, scene } from '../fixtures';

/** The searches of the real DLL. Their callbacks give the same answers different meanings. */

const folder = bin('mismatch');
const same = (left: string, right: string): boolean => path.relative(left, right) === '';

describe('EnumDirTreeW', () => {
  it('continues until its callback returns true', async () => {
    const seen: string[] = [];
    const found = WideString.alloc(261);
    const call = dbghelp.EnumDirTreeW(null, folder, 'scene.dll', found, (file) => void seen.push(file), null);
    await call.catch(() => undefined);
    expect(seen).toHaveLength(2);
    seen.length = 0;
    await expect(
      dbghelp.EnumDirTreeW(null, folder, 'scene.dll', found, (file) => (seen.push(file), true), null),
    ).resolves.toBe(true);
    expect(seen).toHaveLength(1);
    expect(same(seen[0]!, found.toString())).toBe(true);
  });

  it('ends at the first file without a callback, in the ANSI code page too', async () => {
    const wide = WideString.alloc(261);
    const ansi = AnsiString.alloc(261);
    await expect(dbghelp.EnumDirTreeW(null, folder, 'scene.dll', wide, null, null)).resolves.toBe(true);
    await expect(dbghelp.EnumDirTree(null, folder, 'scene.dll', ansi, null, null)).resolves.toBe(true);
    expect(path.basename(wide.toString())).toBe('scene.dll');
    expect(same(ansi.toString(), wide.toString())).toBe(true);
  });
});

describe('SearchTreeForFileW', () => {
  it('finds a file below a directory', async () => {
    const found = WideString.alloc(261);
    await expect(dbghelp.SearchTreeForFileW(folder, 'scene.pdb', found)).resolves.toBe(true);
    expect(path.basename(found.toString())).toBe('scene.pdb');
    await expect(dbghelp.SearchTreeForFileW(folder, 'nothing.pdb', found)).rejects.toMatchObject({
      api: 'SearchTreeForFileW',
    });
  });
});

describe('FindExecutableImageExW', () => {
  const found = WideString.alloc(261);

  it('gives a handle of the file that its callback accepts with true', async () => {
    const seen: string[] = [];
    const handle = await dbghelp.FindExecutableImageExW(
      'scene.dll',
      path.dirname(scene),
      found,
      (file, name) => {
        seen.push(name);
        return file !== 0n;
      },
      null,
    );
    // Wine accepts the first file, and calls no callback.
    expect(seen.filter((name) => !same(name, scene))).toEqual([]);
    expect(same(found.toString(), scene)).toBe(true);
    closeHandle(handle);
    expect(() => {
      closeHandle(handle);
    }).toThrow(expect.objectContaining({ code: 'DBGHELP_INVALID_HANDLE' }) as Error);
  });
});

describe('SymFindFileInPath', () => {
  const key = 0x7000_b001n;

  beforeAll(async () => {
    await dbghelp.SymInitializeW(key, null, false);
  });

  afterAll(async () => {
    await dbghelp.SymCleanup(key);
  });

  it('accepts the file for which its callback returns false, and continues on true', async () => {
    const directory = path.dirname(scene);
    const found = AnsiString.alloc(261);
    const seen: string[] = [];
    const find = (take: boolean): Promise<boolean> =>
      dbghelp.SymFindFileInPath(
        key,
        directory,
        'scene.dll',
        null,
        0,
        0,
        0,
        found,
        (file) => (seen.push(file), !take),
        null,
      );
    await expect(find(true)).resolves.toBe(true);
    expect(seen).toHaveLength(1);
    expect(same(found.toString(), scene)).toBe(true);
    await expect(find(false)).rejects.toMatchObject({ name: 'DbgHelpError' });
    expect(seen.length).toBeGreaterThan(1);
  });
});
