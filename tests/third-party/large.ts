/** Run by large.mjs on Windows: names and lines of functions of large PDBs, held against what llvm recorded of them. */
import { readFileSync } from 'node:fs';
import { dbghelp, SymbolSession } from '../../lib';

interface LargeTruth {
  readonly files: readonly string[];
  readonly functions: readonly (readonly [
    rva: number,
    size: number,
    names: readonly string[],
    lines: readonly (readonly [offset: number, ...lines: (readonly [file: number, line: number])[]])[],
  ])[];
}

/** How x86 functions are decorated that assembly code has: DbgHelp takes it off. */
const decoration = /^[@_](.+)@\d+$/;

async function compare(image: string, truthFile: string): Promise<boolean> {
  const { files, functions } = JSON.parse(readFileSync(truthFile, 'utf8')) as LargeTruth;
  await using session = await SymbolSession.open();
  const module = await session.loadModule(image, { requireSymbols: true });
  const asked = functions.flatMap(([rva, , names, lines]) =>
    lines.map(([offset, ...places]) => ({
      rva: rva + offset,
      offset,
      names,
      lines: places.map(([file, line]) => `${files[file]!}:${String(line)}`),
    })),
  );
  const answers = await session.symbolizeAll(asked.map(({ rva }) => ({ module, rva })));
  const wrong = { name: 0, line: 0 };
  let lines = 0;
  let told = 0;
  for (const [index, answer] of answers.entries()) {
    const wanted = asked[index]!;
    const named = answer?.name ? answer : null;
    const nameIsRight =
      named?.displacement === BigInt(wanted.offset) &&
      (wanted.names.includes(named.name) || wanted.names.some((name) => decoration.exec(name)?.[1] === named.name));
    const source = named?.source ? `${named.source.file}:${String(named.source.line)}` : undefined;
    const lineIsRight = source === undefined ? wanted.lines.length === 0 : wanted.lines.includes(source);
    if (source !== undefined) lines++;
    if (!nameIsRight) wrong.name++;
    if (!lineIsRight) wrong.line++;
    if ((!nameIsRight || !lineIsRight) && told++ < 5) console.log(wanted, answer);
  }
  const counted = `${String(functions.length)} functions, ${String(asked.length)} addresses, ${String(lines)} with lines`;
  console.log(`${image}: ${counted}; ${String(wrong.name)} names and ${String(wrong.line)} lines are not llvm's`);
  return wrong.name + wrong.line === 0 && functions.length >= 500 && lines > functions.length;
}

async function main(): Promise<void> {
  await dbghelp.SymGetOptions();
  console.log(`${process.arch}, dbghelp.dll ${String(dbghelp.version)}`);
  for (let at = 2; at + 1 < process.argv.length; at += 2) {
    if (!(await compare(process.argv[at]!, process.argv[at + 1]!))) process.exitCode = 1;
  }
}

main().catch((error: unknown) => {
  console.error(error);
  process.exitCode = 1;
});
