import type { LineRecord, SymbolModule, SymbolSession } from '../../session/index';
import { hex, wide } from '../columns';
import type { Context } from '../context';
import { withImage } from '../sessions';
import { UsageError } from '../usage-error';

export async function run(context: Context<'lines'>, [image = '', place]: readonly string[]): Promise<void> {
  const { inlined, nearest, json } = context.options;
  const { file, line } = placeOf(place);
  if (nearest === true && line === undefined) throw new UsageError('--nearest needs a line: FILE:LINE');
  await withImage(context, image, async (session, module) => {
    if (file === undefined) {
      await listFiles(context, session, module, image);
      return;
    }
    const options = { module, inlined: inlined ?? false };
    // In blocks: a large PDB has millions.
    const found =
      line === undefined
        ? session.lines(file, options)
        : await session.addressesOfLine(file, line, { ...options, nearest: nearest ?? false });
    const textOf = ({ address, size, file: path, line: number, isInlined }: LineRecord): string =>
      `${wide(address - module.base, 8)} ${hex(size).padStart(7)}  ${path}:${String(number)}${isInlined ? ' (inlined)' : ''}`;
    const count = await (json === true ? context.jsonList('lines', found) : context.list(found, textOf));
    if (count === 0) context.fail(await whyNone(session, module, image, file, line));
  });
}

/** `draw.cpp:42`; a colon with something else is a part of the path. */
function placeOf(text: string | undefined): { readonly file?: string; readonly line?: number } {
  if (text === undefined) return {};
  const [, file, digits] = /^(.+):(\d+)$/s.exec(text) ?? [];
  if (file === undefined || digits === undefined) return { file: text };
  const line = Number(digits);
  if (line < 1 || line > 0xffff_ffff) throw new UsageError(`a line is a number from 1 up, got ${digits}`);
  return { file, line };
}

async function listFiles(
  context: Context<'lines'>,
  session: SymbolSession,
  module: SymbolModule,
  image: string,
): Promise<void> {
  const files = session.sourceFiles(module);
  const count = await (context.options.json === true
    ? context.jsonList('files', files)
    : context.list(files, ({ path }) => path));
  if (count === 0) context.fail(`the symbols of ${image} name no source file: dbghelp why ${image} tells more`);
}

async function whyNone(
  session: SymbolSession,
  module: SymbolModule,
  image: string,
  file: string,
  line: number | undefined,
): Promise<string> {
  if (!module.hasLines) return `${image} has no lines: dbghelp why ${image} tells why`;
  const inFile = line === undefined ? [] : await session.lines(file, { module });
  if (inFile.length > 0)
    return `line ${String(line)} of ${file} has no code in ${image}; --nearest takes the next one that has`;
  return `${image} has no code of ${file}: dbghelp lines ${image} lists its source files`;
}
