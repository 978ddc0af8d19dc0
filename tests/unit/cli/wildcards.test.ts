import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { expanded } from '../../../lib/cli/wildcards';

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(path.join(os.tmpdir(), 'dbghelp wildcards '));
  for (const name of ['b.dmp', 'a.DMP', 'größe 1.dmp', 'a.txt', 'a+b.dmp.old'])
    writeFileSync(path.join(folder, name), '');
  mkdirSync(path.join(folder, 'below.dmp'));
});
afterAll(() => {
  rmSync(folder, { recursive: true });
});

const inFolder = (mask: string): string[] =>
  expanded([`${folder}/${mask}`]).map((file) => file.slice(folder.length + 1));

it.each([
  ['*.dmp', ['a.DMP', 'b.dmp', 'below.dmp', 'größe 1.dmp']],
  ['?.dmp', ['a.DMP', 'b.dmp']],
  ['*+*', ['a+b.dmp.old']],
  ['größe*', ['größe 1.dmp']],
  ['*.exe', ['*.exe']],
  ['b.dmp', ['b.dmp']],
  ['none.dmp', ['none.dmp']],
])('%s', (mask, files) => {
  expect(inFolder(mask)).toEqual(files);
});

it('files of the working directory have no folder before them, and other arguments stay where they are', () => {
  const before = process.cwd();
  process.chdir(folder);
  try {
    expect(expanded(['x', '?.dmp', 'y/*'])).toEqual(['x', 'a.DMP', 'b.dmp', 'y/*']);
  } finally {
    process.chdir(before);
  }
});
