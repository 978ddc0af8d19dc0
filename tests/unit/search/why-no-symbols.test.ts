import { copyFile, mkdtemp, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { formatDiagnostics, SymbolPath, type SessionDiagnostics } from '../../../lib';
import { SymbolServer, trusted } from '../../servers/symbol-server';
import { Arrivals } from '../../../lib/search/arrivals';
import { wantedPdb } from '../../../lib/search/file-search';
import { checkServerOptions, type ServerOptions } from '../../../lib/search/servers/server-options';
import { whyNoSymbols, type SearchContext } from '../../../lib/search/why-no-symbols';

const bin = (...segments: string[]): string => path.join(__dirname, '../../fixtures/bin', ...segments);
const subject = { symbolType: 'export', pdbPath: null } as const;
const server = 'symsrv*own.dll*https://symbols.example.com';
const copy = { path: 'C:\\kit\\dbghelp.dll', version: '10.0.1.2', architecture: 'x64', symbolServer: true } as const;

let root: string;
let image: string;
beforeEach(async () => {
  root = await mkdtemp(path.join(os.tmpdir(), 'dbghelp-'));
  image = path.join(root, 'scene.dll');
  await copyFile(bin('x64', 'scene.dll'), image);
});
afterEach(() => rm(root, { recursive: true }));

const context = (searchPath: string, otherCopy: SearchContext['otherCopy']): SearchContext => ({
  searchPath,
  dbghelpPath: path.join(root, 'dbghelp.dll'),
  otherCopy,
  arrivals: arrivals(searchPath, {}),
});
const arrivals = (searchPath: string, options: ServerOptions): Arrivals =>
  new Arrivals(SymbolPath.parse(searchPath), checkServerOptions(options, 'test'));
const none = (): Promise<undefined> => Promise.resolve(undefined);

describe('why there are no symbols', () => {
  it('names the servers that DbgHelp has asked, and asks none itself', async () => {
    await writeFile(path.join(root, 'own.dll'), '');
    const why = await whyNoSymbols({ ...subject, imagePath: image }, context(server, none));
    expect(why.code).toBe('missing');
    expect(why.summary).toContain(`${server} was asked by DbgHelp`);
    expect(why.tried.at(-1)).toMatchObject({ place: server, outcome: 'unasked', signature: null });
  });

  it('names the copy of the DLL that could ask, if this one cannot', async () => {
    const why = await whyNoSymbols(
      { ...subject, imagePath: image },
      context(server, () => Promise.resolve(copy)),
    );
    expect(why.code).toBe('unusable');
    expect(why.summary).toContain(`${server}, which needs own.dll beside ${path.join(root, 'dbghelp.dll')}`);
    expect(why.summary).toContain('C:\\kit\\dbghelp.dll (10.0.1.2) has it');
  });

  it('says what each server answered, and asks none again', async () => {
    const own = await SymbolServer.start();
    try {
      const searchPath = `srv*${path.join(root, 'cache')}*${own.url}`;
      const asked = { ...context(searchPath, none), arrivals: arrivals(searchPath, { ca: trusted, retries: 0 }) };
      const wanted = (await wantedPdb(image, 'test'))!;
      const before = await whyNoSymbols({ ...subject, imagePath: image }, asked);
      expect(before.tried.at(-1)).toMatchObject({ place: own.url, outcome: 'unasked' });
      expect(before.summary).toContain('was not asked yet');
      await asked.arrivals.find(wanted, { tried: [] });
      const requests = own.requests.length;
      const why = await whyNoSymbols({ ...subject, imagePath: image }, asked);
      expect(why.code).toBe('missing');
      expect(why.tried).toContainEqual(
        expect.objectContaining({ place: `${own.url}/scene.pdb/${wanted.id}/scene.pdb`, outcome: 'missing' }),
      );
      expect(own.requests).toHaveLength(requests);
      own.script = ({ response }): void => void response.writeHead(401).end();
      const refused = { ...asked, arrivals: arrivals(searchPath, { ca: trusted, retries: 0, missCache: 0 }) };
      await refused.arrivals.find(wanted, { tried: [] });
      const unauthorized = await whyNoSymbols({ ...subject, imagePath: image }, refused);
      expect(unauthorized.code).toBe('not-fetched');
      expect(unauthorized.summary).toContain('401');
      asked.arrivals.close();
      refused.arrivals.close();
    } finally {
      await own.stop();
    }
  });

  it('prefers a PDB of another build to less usable files', async () => {
    await writeFile(path.join(root, 'scene.pdb'), 'damaged');
    const searchPath = [bin('mismatch', 'x64'), server].join(';');
    const why = await whyNoSymbols({ ...subject, imagePath: image }, context(searchPath, none));
    expect(why.code).toBe('mismatch');
    expect(new Set(why.tried.map(({ outcome }) => outcome))).toEqual(
      new Set(['mismatch', 'missing', 'unreadable', 'unusable']),
    );
  });

  it('names a mismatched PDB that is in use', async () => {
    const pdbPath = bin('mismatch', 'x64', 'scene.pdb');
    const why = await whyNoSymbols({ imagePath: image, symbolType: 'pdb', pdbPath }, context('', none));
    expect(why.code).toBe('taken-anyway');
    expect(why.summary).toContain(pdbPath);
  });
});

describe('diagnostics as text', () => {
  const diagnostics: SessionDiagnostics = {
    dll: {
      path: 'C:\\kit\\dbghelp.dll',
      version: null,
      architecture: 'x64',
      bits: 64,
      wine: '10.0',
      shortcut: 'call by call',
      symbolServer: false,
      companions: [],
      advice: ['A newer one is elsewhere.'],
      symbolServerCopy: 'C:\\other\\dbghelp.dll',
    },
    key: '0x70000001',
    options: { word: 0x12, named: { undecorate: true, loadLines: true, debug: false } as never },
    searchPath: 'C:\\symbols',
    searchPathExplained: '1. C:\\symbols: a folder\n   and more',
    problems: ['Something is wrong.'],
    servers: [],
    modules: [
      {
        name: 'app',
        base: '0x140000000',
        size: 4096,
        imagePath: 'C:\\app\\app.exe',
        symbolType: 'export',
        hasFullSymbols: false,
        pdbPath: null,
        pdbSignature: { guid: 'AB', age: 3 },
        hasLines: false,
        hasTypes: false,
        why: {
          code: 'missing',
          summary: 'It is nowhere.',
          pdbName: 'app.pdb',
          wanted: { guid: 'AB', age: 3 },
          tried: [{ place: 'C:\\app\\app.pdb', outcome: 'missing', reason: 'no such file', signature: null }],
        },
      },
    ],
  };

  it('prints all facts', () => {
    expect(formatDiagnostics(diagnostics).split('\n')).toEqual([
      'DLL: C:\\kit\\dbghelp.dll, version unknown, x64 (64-bit), of Wine 10.0',
      'symsrv.dll does not lie beside it: this package asks servers itself',
      '  A newer one is elsewhere.',
      'Options: 0x12 (undecorate, loadLines)',
      'Search path:',
      '  1. C:\\symbols: a folder',
      '     and more',
      'Problem: Something is wrong.',
      'Modules: 1',
      'app at 0x140000000, 4096 bytes: no symbols but its exports',
      '  image: C:\\app\\app.exe',
      '  told by: GUID AB, age 3',
      '  why: It is nowhere.',
      '  looked at:',
      '    C:\\app\\app.pdb: no such file',
    ]);
  });

  it('prints that nothing is loaded', () => {
    expect(formatDiagnostics({ ...diagnostics, modules: [], problems: [] })).toMatch(/No module is loaded\.$/);
  });
});
