import { pdbOf, type TriedPlace } from '../../lib/search/file-search';
import { checkServerOptions, type ServerOptions } from '../../lib/search/servers/server-options';
import { SymbolServers } from '../../lib/search/servers/symbol-servers';
import { SymbolPath } from '../../lib/search/symbol-path';

/** What a process of its own is to fetch. */
export interface Task {
  readonly searchPath: string;
  readonly options: ServerOptions;
  readonly wanted: readonly { readonly name: string; readonly guid: string }[];
  /** How many times at once. */
  readonly calls: number;
}

export interface Outcome {
  readonly found: readonly (string | null)[];
  readonly tried: readonly TriedPlace[];
  /** Of the whole process, in bytes. */
  readonly peakMemory: number;
}

async function run({ searchPath, options, wanted, calls }: Task): Promise<Outcome> {
  const servers = new SymbolServers(SymbolPath.parse(searchPath), checkServerOptions(options, 'a test'));
  const tried: TriedPlace[] = [];
  const all = Array.from({ length: calls }, () => wanted).flat();
  const found = await Promise.all(
    all.map(({ name, guid }) => servers.find(pdbOf('exe', name, { guid, age: 1 }, []), { tried })),
  );
  servers.close();
  return { found, tried, peakMemory: process.resourceUsage().maxRSS * 1024 };
}

void run(JSON.parse(process.argv[2]!) as Task).then((outcome) => {
  process.stdout.write(JSON.stringify(outcome));
});
