import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { format } from 'node:util';
import { compileFunction } from 'node:vm';
import { ModuleKind, ScriptTarget, transpileModule } from 'typescript';
import * as dbghelpPackage from '../../../lib';
import { portingFile, readPorting } from '../../porting';
import { can } from '../capabilities';
import { bin, truth, variant } from '../fixtures';
import { loadProbe } from '../probe';

/** Runs every snippet of examples/porting.md in this process, in order. */

const { snippets, program } = readPorting();
const script: { sections?: Record<string, () => Promise<void>> } = {};
const printed: string[] = [];
let { dbghelp } = dbghelpPackage;

beforeAll(() => {
  const { outputText } = transpileModule(program, {
    compilerOptions: { module: ModuleKind.CommonJS, target: ScriptTarget.ES2022 },
  });
  const own = createRequire(portingFile);
  const imported = Object.defineProperty({ ...dbghelpPackage }, 'dbghelp', { get: () => dbghelp });
  const load = (name: string): unknown => (name === 'dbghelp' ? imported : own(name));
  const console = { log: (...values: unknown[]): unknown => printed.push(format(...values)) };
  const filename = `${portingFile}.js`;
  const run = compileFunction(outputText, ['exports', 'require', 'console'], { filename }) as unknown as (
    ...args: unknown[]
  ) => void;
  run(script, load, console);
});

async function outputOf(title: string): Promise<readonly string[]> {
  printed.length = 0;
  await script.sections![title]!();
  return printed;
}

/** Adapts a line of the document from the x64 fixture to the one for this process. */
function here(line: string): string {
  const functions = truth(variant).functions;
  const sameFunction = (_all: string, rva: string): string => {
    const { name } = truth('x64').functions.find((candidate) => candidate.rva === parseInt(rva, 16))!;
    return `scene+0x${functions.find((candidate) => candidate.name === name)!.rva.toString(16)}`;
  };
  return line
    .replace(/scene\+0x([0-9a-f]+)/, sameFunction)
    .replace(imageIndex('x64'), imageIndex(variant))
    .replace(pdbIndex('x64'), pdbIndex(variant));
}

const sceneOf = (folder: string): Buffer => readFileSync(bin(folder, 'scene.dll'));
const hex = (value: number, digits: number): string => value.toString(16).padStart(digits, '0').toUpperCase();

/** The folder of an image in a symbol server: TimeDateStamp and SizeOfImage of its headers. */
function imageIndex(folder: string): string {
  const bytes = sceneOf(folder);
  const headers = bytes.readUInt32LE(0x3c);
  return hex(bytes.readUInt32LE(headers + 8), 8) + bytes.readUInt32LE(headers + 0x50).toString(16);
}

/** The folder of a PDB: the GUID and the age in the image's CodeView record. */
function pdbIndex(folder: string): string {
  const bytes = sceneOf(folder);
  const guid = bytes.indexOf('RSDS') + 4;
  const head =
    hex(bytes.readUInt32LE(guid), 8) + hex(bytes.readUInt16LE(guid + 4), 4) + hex(bytes.readUInt16LE(guid + 6), 4);
  return `${head}${bytes.toString('hex', guid + 8, guid + 16).toUpperCase()}${bytes.readUInt32LE(guid + 16).toString(16)}`;
}

it('has at least 20 snippets, each in C and in TypeScript, with its output', () => {
  expect(snippets.length).toBeGreaterThanOrEqual(20);
  for (const { languages } of snippets) expect(languages).toEqual(['c', 'ts', 'text']);
});

/** Some DLLs export the function, but it always fails. */
const linesByName = 'Find the address of a source line';
/** The program is an x64 one; an arm64 process sees its emulation on its stacks. */
const absentFromArm64 = 'Walk a stack';

for (const { title, output } of snippets) {
  const run = process.arch === 'arm64' && title === absentFromArm64 ? it.skip : it;
  run(title, async () => {
    const printing = outputOf(title);
    if (title === linesByName && !can('findsLinesByName')) {
      await expect(printing).rejects.toMatchObject({ name: 'DbgHelpError', api: 'SymGetLineFromNameW64' });
    } else expect(await printing).toEqual(output.map(here));
  });
}

it(`asks for what it says, on the probe: ${linesByName}`, async () => {
  const probe = await loadProbe();
  probe.reset();
  dbghelp = probe.dll;
  expect(await outputOf(linesByName)).toHaveLength(1);
  const { name, arguments: values, copies } = probe.records().at(-1)!;
  expect(name).toBe('SymGetLineFromNameW64');
  expect(values[3]).toBe(17n);
  expect([1, 2].map((at) => copies.get(at)!.toString('utf16le'))).toEqual([
    'scene\0',
    'C:\\fixture\\src\\scene\\plain.c\0',
  ]);
});
