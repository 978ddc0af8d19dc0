import { readFileSync } from 'node:fs';
import { Minidump, SymbolSession, walkDump, type StackFrame } from '../../../../lib';
import { can } from '../../capabilities';
import { bin } from '../../fixtures';
import { dumpFile, dumpTruth, type TrueThread } from './dump-truth';
import { count, ofOtherBuilds, withRegions, type Counts } from './scan-counts';
import { withCodeView } from './with-code-view';

/** Not the one with the image in its memory. */
const kinds = ['access-violation', 'divide-by-zero', 'cpp-exception', 'deep-recursion', 'threads', 'jit', 'null-call'];
const program = 'crash.exe';
/** @param of - the module whose false frames are counted; all modules by default */
async function walked(bytes: Buffer, truth: readonly TrueThread[], searchPath = '', of = ''): Promise<Counts> {
  await using dump = Minidump.from(new Uint8Array(bytes));
  await using session = await SymbolSession.open({ searchPath });
  const stacks = await walkDump(dump, session, { maxFrames: 2000 });
  for (const { end, error } of stacks) {
    expect(error).toBeNull();
    // With a PDB, the DLL may go on.
    if (searchPath === '') expect(end).toBe('no-unwind-info');
  }
  return count(dump, stacks, truth, of);
}

describe.each(['x64', 'x86'])('a stack of %s code without images', (arch) => {
  const dumpOf = (kind: string): Buffer => ofOtherBuilds(readFileSync(dumpFile(arch, kind)));

  it.each(kinds)('has all true callers in order, and no other one with more trust than a guess: %s', async (kind) => {
    const counts = await walked(dumpOf(kind), dumpTruth(arch, kind));
    expect(counts).toMatchObject({ found: counts.all, trusted: 0 });
    expect(counts.false).toBeLessThanOrEqual(counts.plain);
  });

  it.each([
    ['the PDB tells', (dump: Buffer) => withCodeView(dump, bin(arch, program)), bin(arch)],
    ['the list of its memory tells', (dump: Buffer) => Promise.resolve(withRegions(bin(arch, program), dump)), ''],
  ] as const)('has at most half of the false frames of a plain scan where %s what is code', async (_, made, path) => {
    const sum = { false: 0, plain: 0 };
    for (const kind of kinds) {
      const counts = await walked(Buffer.from(await made(dumpOf(kind))), dumpTruth(arch, kind), path, program);
      // With a PDB, the DLL walks code of x86, and some get lost.
      const isWhole = arch === 'x64' || path === '' || can('usesFrameData');
      expect(counts).toMatchObject({ ...(isWhole ? { found: counts.all } : {}), trusted: 0 });
      sum.false += counts.false;
      sum.plain += counts.plain;
    }
    expect(sum.plain).toBeGreaterThan(20);
    // Some DLLs do not take PDBs of the other bitness.
    if (arch === 'x86' || can('walksX64') || path === '') expect(sum.false).toBeLessThanOrEqual(sum.plain / 2);
  });
});

/** The source has them, from the innermost on. */
const frameless = ['fast', 'Square::area', 'standard', 'roomy', 'busy', 'outermost'].map(
  (name) => `frameless::${name}`,
);

it.each(['frameless-crash', 'frameless-wait'])(
  'a stack of x86 code without frame pointers has all true callers in order without images and PDBs: %s',
  async (kind) => {
    await using dump = Minidump.from(new Uint8Array(ofOtherBuilds(readFileSync(dumpFile('x86', kind)))));
    await using session = await SymbolSession.open();
    const [stack] = await walkDump(dump, session);
    const { base, size } = dump.modules.find(({ name }) => name === 'frameless.exe')!;
    await using named = await SymbolSession.open({ searchPath: bin('x86') });
    await named.loadModule(bin('x86', 'frameless.exe'), { base });
    const expected = [...frameless, 'main', 'mainCRTStartup'];
    const isOwn = ({ address }: StackFrame): boolean => address >= base && address < base + BigInt(size);
    const own = stack!.frames.filter(isOwn);
    const symbols = await named.symbolizeAll(own.map(({ lookupAddress }) => lookupAddress));
    const names: string[] = [];
    for (const [index, { trust, foundBy }] of own.entries()) {
      const name = symbols[index]?.name;
      if (name === expected[names.length]) names.push(name!);
      else if (foundBy !== 'context') expect([name, trust]).toEqual([name, 'scan']);
    }
    expect(names).toEqual(expected);
    expect(stack!.end).toBe('no-unwind-info');
  },
);
