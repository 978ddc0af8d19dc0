import type { MinidumpModule } from '../../minidump/index';
import type { SymbolModule } from '../../session/index';
import { wide } from '../columns';
import type { Context } from '../context';
import { doors } from '../doors';
import { isCalledDump, isDump } from '../files';
import { namedProcess } from '../named-process';
import { withSession } from '../sessions';

export async function run(context: Context<'modules'>, [target = '']: readonly string[]): Promise<void> {
  const { json } = context.options;
  // A program may lie in this folder, too.
  if (isDump(target) || isCalledDump(target) || /[\\/]/.test(target)) {
    const dump = await doors.minidump().Minidump.open(target);
    try {
      await (json === true ? context.jsonList('modules', dump.modules) : context.list(dump.modules, ofDump));
    } finally {
      await dump.close();
    }
    return;
  }
  const { pid } = await namedProcess(target);
  await withSession(context, { process: pid }, async (session) => {
    const modules = await session.modules();
    await (json === true ? context.jsonList('modules', modules) : context.list(modules, ofProcess));
  });
}

const range = ({ base, size }: { readonly base: bigint; readonly size: number }): string =>
  `${wide(base)}-${wide(base + BigInt(size))}`;

function ofDump(module: MinidumpModule): string {
  const { name, path, fileVersion, pdb, buildId } = module;
  const identity = pdb ? `${pdb.path} ${pdb.guid ?? ''}${pdb.age.toString(16)}` : (buildId ?? '');
  return [range(module), name, fileVersion ?? '-', identity, path === name ? '' : path]
    .filter((part) => part !== '')
    .join('  ');
}

const ofProcess = (module: SymbolModule): string =>
  [range(module), module.name, module.symbolType, module.imagePath].join('  ');
