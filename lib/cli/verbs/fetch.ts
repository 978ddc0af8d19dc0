import { constants, promises as files, readdirSync } from 'node:fs';
import path from 'node:path';
import { imageId, pdbId } from '../../search/index-info';
import type { FileSearch, FindOptions } from '../../session/index';
import type { Context } from '../context';
import { doors } from '../doors';
import { mainReason, searchModule } from '../dump-modules';
import { isDump, isFile, isFolder, makeFolder } from '../files';
import { imagePathOf, searchOptions } from '../sessions';
import { UsageError } from '../usage-error';

/** So many files are searched at a time. */
const atOnce = 6;

/** One file, or one module of a dump: what it needs. */
interface Job {
  readonly name: string;
  readonly search: () => Promise<readonly FileSearch[]>;
}

export async function run(context: Context<'fetch'>, given: readonly string[]): Promise<void> {
  const { to, json } = context.options;
  if (to === undefined) throw new UsageError('fetch needs a store for the files: --to DIR');
  const { SymbolPath } = doors.search();
  const options: FindOptions = searchOptions(context);
  const searchPath = [SymbolPath.empty.withCache(path.resolve(to)), ...[options.searchPath ?? []].flat()];
  const where: FindOptions = { ...options, searchPath };
  makeFolder(path.resolve(to));
  const jobs: Job[] = [];
  for (const one of given) jobs.push(...(await jobsOf(context, one, where, imagePathOf(context))));
  const found: object[] = [];
  let done = 0;
  const next = jobs.values();
  const work = async (): Promise<void> => {
    for (const { name, search } of next) {
      try {
        for (const result of await search()) {
          const file = result.path === null ? null : await inStore(path.resolve(to), result);
          const { name: wantedName, wanted, tried } = result;
          found.push({ for: name, name: wantedName, wanted, path: file, tried });
          if (json !== true && file !== null) await context.write(`${file}\n`);
          if (file === null) context.fail(notFound(name, result));
        }
      } catch (error) {
        context.fail(error);
      }
      done++;
      context.progress(`${String(done)}/${String(jobs.length)} ${name}`);
    }
  };
  await Promise.all(Array.from({ length: atOnce }, work));
  if (json === true) await context.jsonList('files', found);
}

async function jobsOf(
  context: Context<'fetch'>,
  given: string,
  options: FindOptions,
  images: string | undefined,
): Promise<Job[]> {
  const { findPdb } = doors.session();
  const ofImage = (file: string): Job => ({ name: file, search: async () => [await findPdb(file, options)] });
  if (isFolder(given)) {
    const inside = imagesIn(context, given);
    if (inside.length === 0) context.fail(`${given} has no image (.exe, .dll, .sys, ...) in it`);
    return inside.map(ofImage);
  }
  if (!isFile(given)) {
    context.fail(`${given} cannot be read: there is no such file or folder`);
    return [];
  }
  if (!isDump(given)) return [ofImage(given)];
  try {
    const dump = await doors.minidump().Minidump.open(given);
    const { modules } = dump;
    await dump.close();
    return modules.map((module) => ({
      name: module.path || module.name,
      search: async () => {
        const { image, pdb } = await searchModule(module, given, options, images);
        const wanted = context.options['pdbs-only'] === true ? [pdb] : [image, pdb];
        return wanted.filter((search) => search !== null);
      },
    }));
  } catch (error) {
    context.fail(error);
    return [];
  }
}

const imageNames = /\.(?:exe|dll|sys|ocx|node|pyd|drv|cpl|scr|ax|efi)$/i;

/** The images in a folder and those below it; a folder that cannot be read is told. */
function imagesIn(context: Context<'fetch'>, folder: string): string[] {
  try {
    return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
      const file = path.join(folder, entry.name);
      if (entry.isDirectory()) return imagesIn(context, file);
      return entry.isFile() && imageNames.test(entry.name) ? file : [];
    });
  } catch (cause) {
    context.fail(new Error(`${folder} cannot be read`, { cause }));
    return [];
  }
}

let copies = 0;

/** Copies a file into the store, unless it is there. */
async function inStore(store: string, { name, wanted, path: found }: FileSearch): Promise<string> {
  if (found === null || name === null || wanted === null) throw new Error('nothing was found');
  if (!path.relative(store, found).startsWith('..') && !path.isAbsolute(path.relative(store, found))) return found;
  const id = 'guid' in wanted ? pdbId(wanted.guid, wanted.age) : imageId(wanted.timestamp, wanted.size);
  const target = path.join(store, name, id, name);
  makeFolder(path.dirname(target));
  // Two images may name one PDB.
  const part = `${target}.${String(process.pid)}-${String(++copies)}.part`;
  await files.copyFile(found, part, constants.COPYFILE_FICLONE);
  await files.rename(part, target);
  return target;
}

const notFound = (name: string, search: FileSearch): string =>
  search.name === null ? `${name} names no PDB` : `${search.name} for ${name} was not found: ${mainReason(search)}`;
