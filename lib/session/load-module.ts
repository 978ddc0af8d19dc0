import { win32 as windowsPath } from 'node:path';
import type { DbgHelpToken } from '../../types/calls';
import { FileBytes } from '../headers/file-bytes';
import { fileKind } from '../headers/file-kind';
import { imageOutline, type ImageOutline } from '../headers/image';
import { checkBoolean, checkInteger, checkText, checkUnsigned, outOfRange } from '../native/checks';
import { DbgHelpError } from '../native/errors';
import { requireWindows } from '../native/koffi';
import type { SessionCore } from './core';
import type { SymbolModule } from './module';
import { checkModuleName } from './module-name';
import { hasAddresses } from './module-place';
import type { LoadModuleOptions, VirtualModuleOptions } from './session-options';

/** @internal */
export async function loadModule(core: SessionCore, image: string, options: LoadModuleOptions): Promise<SymbolModule> {
  const label = 'SymbolSession.loadModule';
  const given = checkText(image, `${label}: \`image\``);
  const { signal } = options;
  const requireSymbols = checkBoolean(options.requireSymbols ?? false, `${label}: \`requireSymbols\``);
  const replace = checkBoolean(options.replace ?? false, `${label}: \`replace\``);
  const base = checkUnsigned(options.base ?? 0n, 64, `${label}: \`base\``);
  const size = checkInteger(options.size ?? 0, 0, 0xffff_ffff, `${label}: \`size\``);
  const name = options.name === undefined ? null : checkModuleName(options.name, `${label}: \`name\``);
  core.assertOpen(label);
  requireWindows();
  const path = given === '' ? '' : windowsPath.resolve(given);
  // Looked at while the load waits: what is asked for next must come after the load.
  const looking = outlineOf(path, `${label}: \`image\``).catch((error: unknown) => error);
  const load = async (api: DbgHelpToken): Promise<SymbolModule> => {
    const outline = await looking;
    if (!isOutline(outline)) throw outline;
    const request = { path, name, base, size: size || outline.size, requireSymbols, replace, signal };
    checkAddresses(base, request.size, label);
    return core.loader.load(api, { ...request, outline });
  };
  return core.runLong(label, load, signal);
}

/** @internal */
export async function loadVirtualModule(core: SessionCore, options: VirtualModuleOptions): Promise<SymbolModule> {
  const label = 'SymbolSession.loadVirtualModule';
  const base = checkUnsigned(options.base, 64, `${label}: \`base\``);
  const size = checkInteger(options.size, 1, 0xffff_ffff, `${label}: \`size\``);
  const name = checkModuleName(options.name, `${label}: \`name\``);
  const replace = checkBoolean(options.replace ?? false, `${label}: \`replace\``);
  checkAddresses(base, size, label);
  return core.run(label, (api) => core.loader.loadVirtual(api, { base, size, name, replace }));
}

function checkAddresses(base: bigint, size: number, label: string): void {
  if (hasAddresses({ base, size })) return;
  throw outOfRange(`${label}: \`base\``, `less than 2^64 by more than the module's ${String(size)} bytes`, base);
}

/** What DbgHelp can do with a path, the NUL at its end included. */
const longestPath = 260;

/** What the headers of an image say: no DLL is asked about what is none. */
async function outlineOf(path: string, label: string): Promise<ImageOutline> {
  if (path === '') throw new DbgHelpError('DBGHELP_NOT_FOUND', `${label} is an empty path`);
  const outline = await FileBytes.with(path, label, async (file) => {
    const kind = await fileKind(file);
    if (kind === 'pdb') throw file.damaged('it is a PDB, and no image');
    if (kind === 'dbg') throw file.damaged('it is a .dbg file, and no image');
    return imageOutline(file);
  });
  if (path.length < longestPath) return outline;
  const length = `has ${String(path.length)} characters, and DbgHelp reads no path of ${String(longestPath)} or more`;
  throw new DbgHelpError('DBGHELP_NOT_FOUND', `${label} ${path} ${length}: give the image a shorter path`);
}

const isOutline = (value: unknown): value is ImageOutline => !(value instanceof Error);
