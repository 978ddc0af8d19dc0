import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { app, bare, bin, scene, variant } from '../../fixtures';
import { readImageFile } from '../../image-file';
import { tryProgram } from '../../programs';
import { Random } from '../../random';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(path.join(os.tmpdir(), 'dbghelp-'));
});
afterEach(() => rm(folder, { recursive: true }));

type Outcomes = Record<string, { error: string; code?: string; message?: string }>;

/** Loads the files of the folder in a separate process, which must not crash. */
function outcomes(): Outcomes {
  const ran = tryProgram('loadingEach', {}, folder);
  if ('ended' in ran) throw new Error(`the process ended: ${ran.ended}`);
  return ran.result;
}

async function put(name: string, file: string, bytes: Uint8Array, pdb: Uint8Array | null): Promise<void> {
  const at = path.join(folder, name);
  await mkdir(at);
  await writeFile(path.join(at, path.basename(file)), bytes);
  if (pdb) await writeFile(path.join(at, `${path.parse(file).name}.pdb`), pdb);
}

const pdbOf = (file: string): Promise<Buffer> => readFile(file.replace(/\.\w+$/, '.pdb'));

/** The end in the file of an image's bytes that are loaded into memory. */
function endOf(file: string): number {
  const { bytes, headerOffset, sections } = readImageFile(file);
  const table = headerOffset + 24 + bytes.readUInt16LE(headerOffset + 20);
  const ends = sections.map(({ size, fileOffset }, index) => {
    const raw = bytes.readUInt32LE(table + index * 40 + 16);
    return raw === 0 ? 0 : fileOffset + Math.min(raw, size);
  });
  return Math.max(...ends);
}

describe('a damaged image', () => {
  it.each([scene, app])(
    'that is cut short is refused wherever it is cut, and never ends the process: %s',
    async (file) => {
      const { bytes, sections } = readImageFile(file);
      const end = endOf(file);
      const places = new Set(Array.from({ length: 1024 / 64 }, (_, index) => index * 64));
      for (const at of [...sections.map(({ fileOffset }) => fileOffset), end, bytes.length])
        for (const by of [-1, 0, 1]) places.add(at + by);
      const cuts = [...places].filter((at) => at >= 0 && at <= bytes.length);
      const pdb = await pdbOf(file);
      for (const at of cuts) await put(String(at), file, bytes.subarray(0, at), pdb);
      const became = outcomes();
      for (const at of cuts) {
        const expected = at < end ? { error: 'DbgHelpError', code: 'DBGHELP_BAD_FORMAT' } : { error: 'none' };
        expect([at, became[at]]).toEqual([at, expect.objectContaining(expected)]);
      }
      const { fileOffset } = sections[0]!;
      expect(became[fileOffset]!.message).toMatch(
        new RegExp(
          `cut short or damaged: section \\.text ends at 0x[0-9a-f]+, the file at 0x${fileOffset.toString(16)}$`,
        ),
      );
    },
  );

  it('with any bytes in its headers and directories is refused or loaded, and never ends the process', async () => {
    const random = new Random(7);
    const { bytes, headerOffset, sections } = readImageFile(scene);
    const first = headerOffset + 24;
    const directory = first + (variant === 'x64' ? 112 : 96);
    const end = first + bytes.readUInt16LE(headerOffset + 20) + sections.length * 40;
    const pdb = await pdbOf(scene);
    for (let round = 0; round < 60; round++) {
      const damaged = Buffer.from(bytes);
      for (let flip = 0; flip < 6; flip++) {
        damaged[headerOffset + 4 + random.below(end - headerOffset - 4)] = random.below(256);
      }
      // Moves one of the directories that DLLs read to somewhere else in the sections.
      const { rva, size } = sections[random.below(sections.length)]!;
      damaged.writeUInt32LE(rva + random.below(size), directory + 8 * random.pick([0, 3, 6]));
      await put(String(round), scene, damaged, random.below(2) === 0 ? null : pdb);
    }
    const became = Object.values(outcomes());
    expect(became).toHaveLength(60);
    for (const outcome of became)
      if (outcome.error !== 'none') expect(outcome).toMatchObject({ code: 'DBGHELP_BAD_FORMAT' });
  });

  it('that refers to no PDB does not get a damaged one of its own name', async () => {
    const { bytes, headerOffset } = readImageFile(bare);
    const directory = headerOffset + 24 + (variant === 'x64' ? 112 : 96);
    const pdb = await readFile(bin(variant, 'scene.pdb'));
    for (const rva of [0, 0xec0030d0]) {
      const damaged = Buffer.from(bytes);
      damaged.writeUInt32LE(rva, directory + 6 * 8);
      for (const cut of [1024, 4096, 6144])
        await put(`${rva.toString(16)} ${String(cut)}`, bare, damaged, pdb.subarray(0, cut));
    }
    expect(Object.values(outcomes()).map(({ error }) => error)).toEqual(Array(6).fill('none'));
  });
});
