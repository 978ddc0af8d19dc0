import { readFileSync } from 'node:fs';
import { copyFile, mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { Minidump, SymbolSession, walkDump, type DumpThreadStack } from '../../../../lib';
import { can } from '../../capabilities';
import { bin } from '../../fixtures';
import { dumpFile, dumpTruth } from './dump-truth';
import { count, ofOtherBuilds, withRegions, type Counts } from './scan-counts';
import { withCodeView } from './with-code-view';

/** Builds for speed and for size, without frame pointers, by two compilers. One of them makes no PDBs. */
const builds = ['clang-o2', 'clang-os', 'gcc-o2'];
const withPdbs = builds.filter((build) => build.startsWith('clang'));

const folderOf = (arch: string, build: string): string => bin('release', `${arch}-${build}`);
const programOf = (arch: string, build: string): string => bin('release', `${arch}-${build}`, 'release.exe');
const dumpOf = (arch: string, build: string): Buffer => readFileSync(dumpFile(`${arch}-release`, build));
/** The program has told its own calls, so nobody had to walk. */
const truthOf = (arch: string, build: string): ReturnType<typeof dumpTruth> => dumpTruth(`${arch}-release`, build);

async function walked(
  bytes: Uint8Array,
  searchPath = '',
  imagePath?: string,
): Promise<{ readonly dump: Minidump; readonly stacks: readonly DumpThreadStack[] }> {
  const dump = Minidump.from(new Uint8Array(bytes));
  await using session = await SymbolSession.open({ searchPath });
  return { dump, stacks: await walkDump(dump, session, { imagePath }) };
}

async function countsOf(arch: string, build: string, bytes: Uint8Array, searchPath = '', of = ''): Promise<Counts> {
  const { dump, stacks } = await walked(bytes, searchPath);
  return count(dump, stacks, truthOf(arch, build), of);
}

const machines = can('walksX64') ? ['x64', 'x86'] : ['x86'];

/** A folder with the program alone, without its PDB. */
async function alone(arch: string, build: string): Promise<string> {
  const folder = await mkdtemp(path.join(os.tmpdir(), 'alone-'));
  folders.push(folder);
  await copyFile(programOf(arch, build), path.join(folder, 'release.exe'));
  return folder;
}
const folders: string[] = [];
afterAll(async () => {
  for (const folder of folders) await rm(folder, { recursive: true, force: true });
});

describe.each(machines)('the stack of a release build of %s', (arch) => {
  it.each([
    ...withPdbs.map((build) => ['image and PDB', build, folderOf] as const),
    ...builds.map((build) => ['image alone', build, alone] as const),
  ])('has the true frames and no other one with its %s: %s', async (_, build, folderWith) => {
    const folder = await folderWith(arch, build);
    const { dump, stacks } = await walked(dumpOf(arch, build), folder, folder);
    const [thread] = truthOf(arch, build);
    const frames = stacks[0]!.frames.slice(0, thread!.frames.length);
    const places = frames.map(({ address }) => {
      const module = dump.modules.find(({ base, size }) => address >= base && address < base + BigInt(size));
      return { module: module?.name, rva: module && Number(address - module.base) };
    });
    expect(places).toEqual(thread!.frames.map(({ module, rva }) => ({ module, rva })));
    expect(frames.filter(({ trust }) => trust === 'scan')).toEqual([]);
  });

  it.each(builds)('has all true callers in order without images, and others only as guesses: %s', async (build) => {
    const counts = await countsOf(arch, build, ofOtherBuilds(dumpOf(arch, build)));
    expect(counts).toMatchObject({ found: counts.all, trusted: 0 });
    expect(counts.false).toBeLessThanOrEqual(counts.plain);
  });

  it.each([
    [
      'the PDB tells',
      withPdbs,
      (build: string, dump: Buffer) => withCodeView(dump, programOf(arch, build)),
      (build: string) => folderOf(arch, build),
    ],
    [
      'the list of its memory tells',
      builds,
      (build: string, dump: Buffer) => Promise.resolve(withRegions(programOf(arch, build), dump)),
      () => '',
    ],
  ] as const)(
    'has at most half of the false frames of a plain scan where %s what is code',
    async (_, of, made, symbols) => {
      const sum = { false: 0, plain: 0 };
      for (const build of of) {
        const dump = await made(build, ofOtherBuilds(dumpOf(arch, build)));
        const counts = await countsOf(arch, build, dump, symbols(build), 'release.exe');
        expect(counts).toMatchObject({ found: counts.all, trusted: 0 });
        sum.false += counts.false;
        sum.plain += counts.plain;
      }
      expect(sum.plain).toBeGreaterThan(20);
      expect(sum.false).toBeLessThanOrEqual(sum.plain / 2);
    },
  );
});

it.each(withPdbs)(
  'the stack of a release build of x86 has the true frames and no other one with its PDB alone: %s',
  async (build) => {
    const bytes = await withCodeView(ofOtherBuilds(dumpOf('x86', build)), programOf('x86', build));
    const { dump, stacks } = await walked(bytes, folderOf('x86', build));
    const counts = count(dump, stacks, truthOf('x86', build));
    expect(counts).toMatchObject({ found: counts.all, false: 0 });
    const frames = stacks[0]!.frames.slice(0, counts.all);
    expect(frames.filter(({ trust }) => trust === 'scan')).toEqual([]);
  },
);
