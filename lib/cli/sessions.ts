import type { FindOptions, SessionOptions, SymbolModule, SymbolSession } from '../session/index';
import type { Context } from './context';
import { doors } from './doors';
import { UsageError } from './usage-error';

/** What the common options say about symbols, for sessions and searches alike. */
export function searchOptions(
  context: Context,
): Pick<SessionOptions & FindOptions, 'searchPath' | 'offline' | 'allowHttp' | 'servers'> {
  const { symbols, offline, 'allow-http': allowHttp } = context.options;
  return {
    searchPath: pathOf('--symbols', symbols) ?? '_NT_SYMBOL_PATH',
    offline: offline ?? false,
    allowHttp: allowHttp ?? false,
    servers: {
      onProgress: ({ file, bytes, fromCache }) => {
        if (!fromCache) context.progress(`fetching ${file}: ${(bytes / 2 ** 20).toFixed(1)} MB`);
      },
    },
  };
}

/** Where images are, as the common options say. */
export const imagePathOf = (context: Context): string | undefined => pathOf('--images', context.options.images);

/** The paths of an option as one, checked. */
function pathOf(option: string, paths: readonly string[] | undefined): string | undefined {
  if (paths === undefined) return undefined;
  try {
    return doors.search().SymbolPath.parse(paths.join(';')).toString();
  } catch (error) {
    throw new UsageError((error as Error).message.replace(/^.*?`text`/, option));
  }
}

/** Runs a job with a session as the common options say, and closes it. */
export async function withSession<Result>(
  context: Context,
  options: SessionOptions,
  job: (session: SymbolSession) => Promise<Result>,
): Promise<Result> {
  const session = await doors.session().SymbolSession.open({ ...searchOptions(context), ...options });
  try {
    return await job(session);
  } finally {
    await session.close();
  }
}

/** Runs a job with the symbols of an image or a PDB. */
export function withImage<Result>(
  context: Context,
  file: string,
  job: (session: SymbolSession, module: SymbolModule) => Promise<Result>,
): Promise<Result> {
  return withSession(context, {}, async (session) => {
    context.progress(`loading the symbols of ${file}`);
    const module = await session.loadModule(/\.pdb$/i.test(file) ? { pdb: file } : file);
    return job(session, module);
  });
}
