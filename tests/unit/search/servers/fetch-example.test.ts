import { spawn } from 'node:child_process';
import { copyFile, mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { indexInfo } from '../../../../lib';
import { SymbolServer } from '../../../servers/symbol-server';

const root = path.join(__dirname, '../../../..');
const fixtures = path.join(root, 'tests/fixtures/bin/x64');

/** Runs the example, whose server answers in this process meanwhile. */
async function fetchSymbols(...args: string[]): Promise<{ code: number | null; text: string }> {
  const program = ['node_modules/ts-node/dist/bin.js', '--transpile-only', 'examples/fetch-symbols.ts', ...args];
  const certificate = path.join(root, 'tests/servers/certificate/certificate.pem');
  const env = { ...process.env, NODE_EXTRA_CA_CERTS: certificate, NO_PROXY: 'localhost' };
  const child = spawn(process.execPath, program, { cwd: root, env, stdio: ['ignore', 'pipe', 'inherit'] });
  let text = '';
  child.stdout.on('data', (bytes: Buffer) => (text += bytes.toString()));
  const code = await new Promise<number | null>((resolve) => child.on('close', resolve));
  return { code, text };
}

it('examples/fetch-symbols.ts puts the PDB of an image into the store, and ends with 1 for one that nobody has', async () => {
  const folder = await mkdtemp(path.join(tmpdir(), 'dbghelp-'));
  const server = await SymbolServer.start();
  try {
    const image = path.join(folder, 'scene.dll');
    await copyFile(path.join(fixtures, 'scene.dll'), image);
    const pdb = await readFile(path.join(fixtures, 'scene.pdb'));
    const { pdbStorePath } = await indexInfo(image);
    const [name, id] = pdbStorePath!.split('\\') as [string, string];
    const searchPath = `srv*${path.join(folder, 'store')}*${server.url}`;
    expect(await fetchSymbols('--path', searchPath, image)).toMatchObject({ code: 1 });
    server.put(name, id, pdb);
    await rm(path.join(folder, 'store'), { recursive: true });
    const stored = path.join(folder, 'store', name, id, name);
    const { code, text } = await fetchSymbols('--path', searchPath, image);
    expect({ code, text }).toEqual({ code: 0, text: expect.stringContaining(stored) as string });
    expect(await readFile(stored)).toEqual(pdb);
  } finally {
    await server.stop();
    await rm(folder, { recursive: true });
  }
});
