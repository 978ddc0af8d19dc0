import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import test from 'node:test';
import { microsoftDllsAvailable, microsoftDllsFolder, microsoftFiles } from './microsoft-dlls.mjs';
import { checkSums } from './nuget-package.mjs';
import { projectFolder } from './windows.mjs';

const sumOf = (bytes) => createHash('sha256').update(bytes).digest('hex');
const sums = new Set(Object.values(microsoftFiles));
/** The files' names, with any content. */
const name = /(^|[\\/])(dbghelp|dbgcore|dbgeng|dbgmodel|msdia140|symsrv|srcsrv)\.(dll|lib|h)$/i;

const list = (command, args) =>
  execFileSync(command, args, {
    cwd: projectFolder,
    encoding: 'utf8',
    maxBuffer: 1 << 26,
    shell: process.platform === 'win32',
  });

/** Files in the project's folder that are Microsoft's, by name or by content. */
const takenFrom = (files) =>
  files.filter((file) => name.test(file) || sums.has(sumOf(readFileSync(path.join(projectFolder, file)))));

test('nothing of Microsoft’s is committed', () => {
  const files = list('git', ['ls-files', '-z', '--cached', '--others', '--exclude-standard'])
    .split('\0')
    .filter(Boolean);
  assert.ok(files.length > 500);
  assert.deepEqual(takenFrom(files), []);
});

test('nothing of Microsoft’s was ever committed', () => {
  const objects = list('git', ['log', '--all', '--format=', '--name-only', '--diff-filter=A'])
    .split('\n')
    .filter(Boolean);
  assert.deepEqual(
    objects.filter((file) => name.test(file)),
    [],
  );
});

test('nothing of Microsoft’s is packed', () => {
  const [{ files }] = Object.values(JSON.parse(list('npm', ['pack', '--dry-run', '--json', '--ignore-scripts'])));
  assert.ok(files.length > 3);
  assert.deepEqual(takenFrom(files.map(({ path: file }) => file)), []);
});

test('no workflow keeps what the tests fetch', () => {
  const folder = path.join(projectFolder, '.github/workflows');
  for (const file of readdirSync(folder)) {
    const steps = readFileSync(path.join(folder, file), 'utf8');
    // Neither of these actions, nor the cache that other actions have.
    assert.doesNotMatch(steps, /actions\/(cache|upload-artifact)|^\s*cache:/m, file);
  }
});

test('the files in the cache are the expected ones', async (t) => {
  const answer = microsoftDllsAvailable();
  if (!answer.available) {
    assert.ok(!process.env.CI || process.env.CI === 'false', answer.reason);
    return t.skip(answer.reason);
  }
  checkSums(await microsoftDllsFolder(), microsoftFiles);
});

test('a folder with other files is refused, and the error names the file', (t) => {
  const folder = mkdtempSync(path.join(tmpdir(), 'dlls-'));
  t.after(() => rmSync(folder, { recursive: true }));
  const wanted = { 'content/a.dll': sumOf('a'), 'content/b.dll': sumOf('b') };
  mkdirSync(path.join(folder, 'content'));
  writeFileSync(path.join(folder, 'content/a.dll'), 'a');
  assert.throws(() => checkSums(folder, wanted), /Expected a file content\/b\.dll in /);
  writeFileSync(path.join(folder, 'content/b.dll'), 'c');
  assert.throws(() => checkSums(folder, wanted), /b\.dll to have the sha256 3e23\w+, got 2e7d\w+$/);
  writeFileSync(path.join(folder, 'content/b.dll'), 'b');
  checkSums(folder, wanted);
});
