import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { pdbOf, type TriedPlace, type Wanted } from '../../lib/search/file-search';
import { checkServerOptions, type ServerOptions } from '../../lib/search/servers/server-options';
import { SymbolServers } from '../../lib/search/servers/symbol-servers';
import type { ImageSignature, PdbSignature } from '../../lib/search/signatures';
import { SymbolPath } from '../../lib/search/symbol-path';
import { makePdb } from './made-pdb';
import { SymbolServer, trusted } from './symbol-server';

export const guid = '00112233445566778899AABBCCDDEEFF';
export const wantedPdb = (name = 'app.pdb', age = 1, of = guid): Wanted<PdbSignature> =>
  pdbOf('exe', name, { guid: of, age }, []);

/** Short times, so that what ends by a limit ends soon. */
export const quick: ServerOptions = {
  connectTimeout: 20_000,
  responseTimeout: 5000,
  idleTimeout: 400,
  pause: 5,
  longestPause: 3000,
  retries: 2,
  proxy: false,
  ca: trusted,
};

/** A server with one PDB, an empty store, and a client for both. */
export class Scene {
  readonly server: SymbolServer;
  readonly folder: string;
  readonly pdb = makePdb({ guid });
  readonly tried: TriedPlace[] = [];
  readonly clients: SymbolServers[] = [];

  private constructor(server: SymbolServer, folder: string) {
    this.server = server;
    this.folder = folder;
    server.put('app.pdb', `${guid}1`, this.pdb);
  }

  static async make(options: { readonly tls?: boolean } = {}): Promise<Scene> {
    return new Scene(await SymbolServer.start(options), await mkdtemp(path.join(os.tmpdir(), 'dbghelp-servers-')));
  }

  get store(): string {
    return path.join(this.folder, 'store');
  }

  /** Where app.pdb arrives. */
  get target(): string {
    return path.join(this.store, 'app.pdb', `${guid}1`, 'app.pdb');
  }

  client(options: ServerOptions = {}, searchPath = `srv*${this.store}*${this.server.url}`): SymbolServers {
    const client = new SymbolServers(
      SymbolPath.parse(searchPath),
      checkServerOptions({ ...quick, ...options }, 'a test'),
    );
    this.clients.push(client);
    return client;
  }

  async find(
    wanted: Wanted<PdbSignature | ImageSignature> = wantedPdb(),
    client = this.client(),
    signal?: AbortSignal,
  ): Promise<string | null> {
    return client.find(wanted, { tried: this.tried, signal });
  }

  /** The files of the store that have their own names, with their contents. */
  async stored(root = this.store): Promise<Map<string, Buffer>> {
    const names = await readdir(root, { recursive: true, withFileTypes: true }).catch(() => []);
    const files = names
      .filter((entry) => entry.isFile())
      .map((entry) => path.join(entry.parentPath, entry.name))
      .filter((file) => !file.includes(`${path.sep}.dbghelp${path.sep}`) && path.basename(file) !== 'pingme.txt');
    // A search that was given up may still be moving a wrong file aside.
    const read = files.map(async (file): Promise<[string, Buffer][]> => {
      const bytes = await readFile(file).catch(() => undefined);
      return bytes ? [[path.relative(root, file), bytes]] : [];
    });
    return new Map((await Promise.all(read)).flat());
  }

  async end(): Promise<void> {
    for (const client of this.clients) client.close();
    await this.server.stop();
    await rm(this.folder, { recursive: true, force: true, maxRetries: 5 });
  }
}
