import type { FileSearch, ModuleDiagnostics } from '../../session/index';
import type { Answer, Context } from '../context';
import { doors } from '../doors';
import { searchModule } from '../dump-modules';
import { isDump } from '../files';
import { inOrder } from '../in-order';
import { imagePathOf, searchOptions, withImage } from '../sessions';

export async function run(context: Context<'why'>, files: readonly string[]): Promise<void> {
  await context.ofEachFile(files, async (file) => {
    const answer = isDump(file) ? await ofDump(context, file) : await ofImage(context, file);
    if (!answer.isFound) context.exitCode = 1;
    return answer;
  });
}

/** The files of so many modules are searched at a time: servers are far away. */
const atOnce = 6;

interface Finding extends Answer {
  readonly isFound: boolean;
}

async function ofImage(context: Context<'why'>, file: string): Promise<Finding> {
  const search = await doors.session().findPdb(file, searchOptions(context));
  const loaded = process.platform === 'win32' ? await diagnosticsOf(context, file) : null;
  return {
    data: { file, search, module: loaded },
    text: `${file}\n${indented(String(search))}${loaded ? `  ${loadedText(loaded)}\n` : ''}`,
    isFound: loaded ? loaded.hasFullSymbols : search.path !== null,
  };
}

/** What becomes of the image in a session: a PDB that is found may still not be taken. */
function diagnosticsOf(context: Context<'why'>, file: string): Promise<ModuleDiagnostics | null> {
  return withImage(context, file, async (session, module) => {
    // Symbols are loaded by the first question.
    await session.symbolize({ module, rva: 0 });
    const { modules, problems } = await session.diagnostics();
    for (const problem of problems) context.note(problem);
    return modules[0] ?? null;
  });
}

function loadedText({ why, hasLines, hasTypes, pdbPath }: ModuleDiagnostics): string {
  if (why) return `dbghelp.dll: ${why.summary}`;
  const has = ['names', ...(hasLines ? ['lines'] : []), ...(hasTypes ? ['types'] : [])].join(', ');
  return `dbghelp.dll reads ${pdbPath ?? 'its own symbols'}: ${has}`;
}

async function ofDump(context: Context<'why'>, file: string): Promise<Finding> {
  const [options, images] = [searchOptions(context), imagePathOf(context)];
  const dump = await doors.minidump().Minidump.open(file);
  try {
    const { modules } = dump;
    const found: object[] = [];
    let text = `${file}\n`;
    let isFound = true;
    const searched = inOrder(modules, atOnce, async (module) => ({
      module,
      ...(await searchModule(module, file, options, images)),
    }));
    for await (const { module, image, pdb } of searched) {
      found.push({ module, image, pdb });
      context.progress(`${module.name} (${String(found.length)}/${String(modules.length)})`);
      text += `  ${module.path || module.name}\n${searchText('image', image)}${searchText('PDB', pdb)}`;
      isFound &&= image?.path !== null && pdb?.path !== null;
    }
    return { data: { file, modules: found }, text, isFound };
  } finally {
    await dump.close();
  }
}

const searchText = (what: string, search: FileSearch | null): string =>
  search === null ? `    ${what}: the dump names none\n` : indented(`${what} ${String(search)}`, 4);

const indented = (text: string, by = 2): string => `${text.replace(/^/gm, ' '.repeat(by))}\n`;
