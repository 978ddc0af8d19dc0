import { peakMemory } from './peak-memory';
import { pdbOf, type TriedPlace } from '../../lib/search/file-search';
import { checkServerOptions, type ServerOptions } from '../../lib/search/servers/server-options';
import { SymbolServers } from '../../lib/search/servers/symbol-servers';
import { SymbolPath } from '../../lib/search/symbol-path';

/** What a separate process fetches. */
export interface Task {
  readonly searchPath: string;
  readonly options: ServerOptions;
  readonly wanted: readonly { readonly name: string; readonly guid: string }[];
  /** The number of calls at the same time. */
  readonly calls: number;
  /** Whether each call starts only after the previous one has ended. */
  readonly inOrder?: boolean;
  /** The number of files of `wanted` that are fetched before the measurement starts, so that the connections exist. */
  readonly before?: number;
}

export interface Outcome {
  readonly found: readonly (string | null)[];
  readonly tried: readonly TriedPlace[];
  /** Peak memory of the whole process, in bytes. */
  readonly peakMemory: number;
  /** Duration of the searches alone. */
  readonly milliseconds: number;
}

async function run({ searchPath, options, wanted, calls, inOrder = false, before = 0 }: Task): Promise<Outcome> {
  const servers = new SymbolServers(SymbolPath.parse(searchPath), checkServerOptions(options, 'a test'));
  const tried: TriedPlace[] = [];
  const all = Array.from({ length: calls }, () => wanted).flat();
  const find = ({ name, guid }: Task['wanted'][number]): Promise<string | null> =>
    servers.find(pdbOf('exe', name, { guid, age: 1 }, []), { tried });
  await Promise.all(all.splice(0, before).map(find));
  const begin = performance.now();
  const found: Promise<string | null>[] = [];
  for (const each of all) {
    found.push(find(each));
    if (inOrder) await found.at(-1);
  }
  const paths = await Promise.all(found);
  const milliseconds = performance.now() - begin;
  servers.close();
  return { found: paths, tried, peakMemory: peakMemory(), milliseconds };
}

void run(JSON.parse(process.argv[2]!) as Task).then((outcome) => {
  process.stdout.write(JSON.stringify(outcome));
});
