import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { pdbOf, searchDisk, type TriedPlace } from '../../../lib/search/file-search';
import { mayBeOpened } from '../../../lib/search/recorded-path';
import { parseSymbolPath } from '../../../lib/search/symbol-path';

const searchPath = parseSymbolPath('C:\\symbols;\\\\Build\\pdbs;srv*\\\\store\\x*https://a.example', 'a test');

it.each([
  'C:\\build\\x.pdb',
  'x.pdb',
  'obj\\x.pdb',
  '/home/me/x.pdb',
  '\\\\build\\other\\x.pdb',
  '\\\\STORE\\y\\x.pdb',
])('%s may be opened', (recorded) => {
  expect(mayBeOpened(recorded, searchPath)).toBe(true);
});

it.each([
  '\\\\evil\\share\\x.pdb',
  '//evil/share/x.pdb',
  '\\/evil\\share\\x.pdb',
  '\\\\build.evil\\share\\x.pdb',
  '\\\\?\\UNC\\evil\\share\\x.pdb',
  '\\\\.\\pipe\\x.pdb',
  '\\??\\UNC\\evil\\share\\x.pdb',
  'C:\\x.pdb:stream',
  'x.pdb:stream',
])('%s may not: it leads to another computer, a device or a stream', (recorded) => {
  expect(mayBeOpened(recorded, searchPath)).toBe(false);
});

describe('a search on disk', () => {
  let folder: string;
  beforeAll(() => {
    folder = mkdtempSync(path.join(tmpdir(), 'dbghelp-'));
  });
  afterAll(() => {
    rmSync(folder, { recursive: true });
  });

  const signature = { guid: '0'.repeat(32), age: 1 };

  it('tells of a path on another computer that it is not opened', async () => {
    const tried: TriedPlace[] = [];
    const wanted = { ...pdbOf('dll', 'x.pdb', signature, []), recorded: '\\\\evil\\share\\x.pdb' };
    expect(await searchDisk(wanted, parseSymbolPath(folder, 'a test'), tried)).toBeNull();
    expect(tried.at(-1)).toMatchObject({ place: '\\\\evil\\share\\x.pdb', outcome: 'unasked' });
    expect(tried.at(-1)!.reason).toMatch(/search path does not name its computer/);
  });

  it.each(['..', 'x\\..', 'CON', 'NUL.pdb', 'a.pdb:stream', '*.pdb', 'x.pdb.', 'x.pdb ', ''])(
    'looks nowhere for the name %j',
    async (name) => {
      const tried: TriedPlace[] = [];
      expect(await searchDisk(pdbOf('dll', name, signature, []), parseSymbolPath(folder, 'a test'), tried)).toBeNull();
      expect(tried).toEqual([
        {
          place: name,
          outcome: 'refused',
          reason: expect.stringMatching(/^is not looked for: it /) as string,
          signature: null,
        },
      ]);
    },
  );
});
