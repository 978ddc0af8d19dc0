import { mkdtempSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileError, orNoAnswer } from '../../../lib/base/file-error';

import { findPdb, indexInfo, SymbolPath } from '../../../lib';

const errorWith = (code: string): Error => Object.assign(new Error(`${code}: some words, open 'a.pdb'`), { code });

it.each([
  ['EMFILE', /^a\.pdb cannot be read: this program has as many files open as it can have; close those/],
  ['ENOSPC', /^a\.pdb cannot be read: there is no room left on the disk$/],
  ['EIO', /^a\.pdb cannot be read: EIO: some words/],
])('%s says neither that a file is missing nor that it may not be used', (code, message) => {
  const error = fileError('a.pdb cannot be read', errorWith(code));
  expect(error).toMatchObject({ code: 'DBGHELP_CALL_FAILED', cause: { code } });
  expect(error.message).toMatch(message);
  for (const one of [errorWith(code), error])
    expect(() => {
      orNoAnswer(one);
    }).toThrow(one);
});

it.each([
  ['ENOENT', 'DBGHELP_NOT_FOUND'],
  ['EPERM', 'DBGHELP_ACCESS_DENIED'],
])('%s is %s, and a search goes on after it', (code, known) => {
  const error = fileError('a.pdb cannot be read', errorWith(code));
  expect(error.code).toBe(known);
  for (const one of [errorWith(code), error])
    expect(() => {
      orNoAnswer(one);
    }).not.toThrow();
});

// Windows has no link that leads to itself.
(process.platform === 'win32' ? it.skip : it)(
  'a file that cannot be opened for another reason is not missing',
  async () => {
    const folder = mkdtempSync(path.join(tmpdir(), 'dbghelp-'));
    try {
      const loop = path.join(folder, 'a.pdb');
      symlinkSync(loop, loop);
      await expect(indexInfo(loop)).rejects.toMatchObject({
        code: 'DBGHELP_CALL_FAILED',
        message: expect.stringMatching(/cannot be read: ELOOP/) as string,
      });
      const wanted = { name: 'a.pdb', guid: '0123456789ABCDEF0123456789ABCDEF', age: 1 };
      const { tried } = await findPdb(wanted, { searchPath: folder });
      expect(tried).toContainEqual(expect.objectContaining({ place: loop, outcome: 'unreadable' }));
      expect(await SymbolPath.parse(loop).explain()).toMatch(/a\.pdb cannot be read: ELOOP/);
    } finally {
      rmSync(folder, { recursive: true });
    }
  },
);
