import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { inspect } from 'node:util';
import {
  crashReport,
  loadDumpModules,
  Minidump,
  SymbolSession,
  SymTagEnum,
  walkDump,
  walkProcess,
  writeMinidump,
  type SymbolModule,
} from '../../lib';
import { packAnswers, unpackAnswers } from '../../lib/pool/packed-answers';
import type * as PoolPackage from '../../lib/pool';
import { expectJson } from '../unit/json-of';
import { bin, mismatched, scene, trueFunction, variant } from './fixtures';
import { withRunningApp } from './running-app';

const { SymbolizerPool } = jest.requireActual<typeof PoolPackage>(path.join(process.env['DBGHELP_BUILT']!, 'pool'));

const base = 0x10000000n;
const draw = trueFunction('scene_draw');
const at = base + BigInt(draw.rva) + 5n;
let session: SymbolSession;
let image: SymbolModule;
beforeAll(async () => {
  session = await SymbolSession.open();
  image = await session.loadModule(scene, { base });
});
afterAll(() => session.close());

/** The value after a round trip through JSON; every 0x text is the number in the answer. */
function inJson(answer: unknown): unknown {
  const text = JSON.stringify(answer);
  expect(typeof text).toBe('string');
  return JSON.parse(text);
}

it('a symbolized address has hexadecimal text in JSON', async () => {
  const hit = await session.symbolize(at, { inlineFrames: true });
  expect(inJson(hit)).toEqual({
    ...hit,
    address: `0x${at.toString(16)}`,
    displacement: '0x5',
  });
  const unnamed = await session.symbolize(base + 1n, { degrade: true });
  expect(inJson(unnamed)).toMatchObject({ address: '0x10000001', module: 'scene', name: null, displacement: '0x1' });
  expect(inJson(await session.symbolizeAll([at, 1n]))).toMatchObject([{ displacement: '0x5' }, null]);
  expect(inJson({ nested: [hit] })).toMatchObject({ nested: [{ name: 'scene_draw', displacement: '0x5' }] });
});

async function collected<Answer>(list: AsyncIterable<Answer>): Promise<Answer[]> {
  const all: Answer[] = [];
  for await (const one of list) all.push(one);
  return all;
}

/** A verb of sessions, with arguments. */
const verbs: Readonly<Record<string, () => unknown>> = {
  run: () => session.run((api) => ({ options: api.SymGetOptions() })),
  loadModule: () => session.loadModule(scene, { base }),
  loadVirtualModule: () => session.loadVirtualModule({ base: 0x7000_0000n, size: 0x1000, name: 'made' }),
  unloadModule: () => session.unloadModule(0x7000_0000n),
  modules: () => session.modules(),
  module: () => session.module(at),
  symbolize: () => session.symbolize(at, { inlineFrames: true }),
  symbolizeStream: () => collected(session.symbolizeStream([at, base + 1n])),
  symbolizeAll: () => session.symbolizeAll([at, base + 1n], { degrade: true }),
  findSymbol: () => session.findSymbol('scene_draw'),
  type: () => session.type('scene::Shape'),
  types: () => collected(session.types('*')),
  typeOf: async () => session.typeOf((await session.findSymbol('scene_draw'))!),
  formatType: () => session.formatType('scene::Shape'),
  locals: () => session.locals(at),
  findSymbols: () => session.findSymbols('scene::scale'),
  symbols: () => collected(session.symbols('*')),
  search: () => collected(session.search('scene*', { tag: SymTagEnum.SymTagFunction })),
  sourceFiles: () => session.sourceFiles(),
  lines: () => session.lines('scene.cpp'),
  addressesOfLine: async () => session.addressesOfLine('scene.cpp', (await session.symbolize(at))!.source!.line),
  nextLine: () => session.nextLine(at),
  previousLine: () => session.previousLine(at + 0x20n),
  diagnostics: () => session.diagnostics(),
};

/** Verbs about live processes or external files, or without results. */
const elsewhere = ['constructor', 'close', 'refreshModules', 'sourceFile', 'addSymbol', 'removeSymbol', 'on', 'off'];

it('every verb is tested', () => {
  const prototype = Object.getOwnPropertyDescriptors(SymbolSession.prototype);
  const methods = Object.entries(prototype).filter(([, { value }]) => typeof value === 'function');
  expect(methods.map(([name]) => name).sort()).toEqual([...Object.keys(verbs), ...elsewhere].sort());
});

it.each(Object.keys(verbs))('the result of %s can be written as JSON, with every bigint', async (verb) => {
  const answer = await verbs[verb]!();
  if (answer !== undefined) expectJson(answer);
  if (['symbolize', 'symbolizeAll', 'findSymbol', 'symbols', 'lines', 'locals', 'types'].includes(verb)) {
    expect(expectJson(answer)).toBeGreaterThan(0);
  }
});

it('events, and the progress of symbolizeAll, can be written as JSON', async () => {
  const told: unknown[] = [];
  const note = (event: unknown): void => void told.push(event);
  await using other = await SymbolSession.open();
  other.on('diagnostic', note).on('progress', note);
  await other.loadModule(mismatched);
  await other.symbolizeAll([at], { onProgress: note });
  expectJson(told);
  expect(told.length).toBeGreaterThan(1);
});

it('values of constants are decimal, negative ones too', async () => {
  const type = await session.type('scene::Blend');
  const { enumerators } = type as unknown as { enumerators: { name: string; value: bigint }[] };
  const told = inJson(type) as { enumerators: { name: string; value: string }[] };
  expect(told.enumerators).toEqual(enumerators.map(({ name, value }) => ({ name, value: String(value) })));
});

it('stacks of a live process can be written as JSON', async () => {
  const told: unknown[] = [];
  const live = await withRunningApp(({ pid }) => walkProcess(pid, { onThread: (stack) => void told.push(stack) }));
  expect(JSON.parse(JSON.stringify(live))).toMatchObject(live.map(({ threadId, end }) => ({ threadId, end })));
  expect(expectJson([live, told])).toBeGreaterThan(0);
});

it('a dump, its stacks and modules, and a report of it can be written as JSON', async () => {
  await using dump = await Minidump.open(path.join(__dirname, '../fixtures/dumps', variant, 'threads.dmp'));
  await using other = await SymbolSession.open({ searchPath: bin(variant) });
  const stacks = await walkDump(dump, other);
  const told = JSON.parse(JSON.stringify(stacks)) as { frames: { address: string }[] }[];
  expect(told[0]!.frames.map(({ address }) => BigInt(address))).toEqual(
    stacks[0]!.frames.map(({ address }) => address),
  );
  expect(expectJson(stacks)).toBeGreaterThan(0);
  expect(expectJson(await loadDumpModules(dump, other))).toBeGreaterThan(0);
  expect(expectJson(dump)).toBeGreaterThan(0);
  expectJson(await crashReport(dump, other));
});

it('the result and the callback arguments of writeMinidump can be written as JSON', async () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'dbghelp-json-'));
  const told: unknown[] = [];
  const note = (asked: unknown): undefined => void told.push(asked);
  try {
    const file = path.join(folder, 'app.dmp');
    const filters = { modules: note, threads: note, onProgress: note };
    told.push(await withRunningApp(({ pid }) => writeMinidump({ pid, path: file, ...filters })));
  } finally {
    rmSync(folder, { recursive: true });
  }
  expect(expectJson(told)).toBeGreaterThan(0);
});

it('answers are plain objects all the same: when compared, copied and printed', async () => {
  const hit = (await session.symbolize(at))!;
  expect(hit).toEqual({ ...hit });
  expect(Object.keys(hit)).toEqual(['address', 'level', 'module', 'name', 'displacement', 'source']);
  expect(inspect(hit)).toBe(inspect({ ...hit }));
  expect(structuredClone(hit)).toEqual({ ...hit });
  expect(image.loaded).toBe(true);
  const symbol = (await session.findSymbol('scene_draw'))!;
  expect(symbol).toEqual({ ...symbol });
  expect(inspect(symbol)).toBe(inspect({ ...symbol }));
});

it('answers of a pool, too', async () => {
  const answers = await session.symbolizeAll([at, base + 1n, 1n], { degrade: true });
  const unpacked = unpackAnswers(packAnswers(answers, false));
  expect(unpacked).toEqual(answers);
  expect(JSON.stringify(unpacked)).toBe(JSON.stringify(answers));
});

it('the outcome of an item can be written as JSON, with the item itself', async () => {
  const items = [
    { image: scene, base, addresses: BigUint64Array.of(at, 1n), note: { seen: 2n } },
    { image: scene, addresses: [at, 'nonsense'] },
  ];
  await using pool = await SymbolizerPool.open({ processes: 1 });
  const outcomes = await collected(pool.symbolizeAll(items));
  expect(outcomes.map(({ error }) => error?.name)).toEqual([undefined, 'RangeError']);
  const hex = `0x${at.toString(16)}`;
  expect(JSON.parse(JSON.stringify(outcomes))).toMatchObject([
    {
      index: 0,
      item: { base: '0x10000000', addresses: [hex, '0x1'], note: { seen: '0x2' } },
      result: [{ address: hex, name: 'scene_draw' }, null],
    },
    { index: 1, item: { addresses: [hex, 'nonsense'] } },
  ]);
});
