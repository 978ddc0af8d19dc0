import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after, test } from 'node:test';
import { isDistOld, whyNotReady } from './host-packages.mjs';

const project = mkdtempSync(path.join(tmpdir(), 'host-packages-'));
after(() => rmSync(project, { recursive: true }));
const koffi = { version: '3.3.4', integrity: 'sha512-a' };
const otherPlatform = { version: '1.0.0', integrity: 'sha512-b', optional: true };
write('package-lock.json', { '': {}, 'node_modules/koffi': koffi, 'node_modules/other-platform': otherPlatform });

function write(file, packages) {
  writeFileSync(path.join(project, file), JSON.stringify({ packages }));
}

test('missing packages are a reason to install', () => {
  assert.match(whyNotReady(project), /missing/);
  mkdirSync(path.join(project, 'node_modules'));
  assert.match(whyNotReady(project), /missing/);
});

test('matching packages are none, although those for other platforms are missing', () => {
  write('node_modules/.package-lock.json', { 'node_modules/koffi': { ...koffi, resolved: 'elsewhere' } });
  assert.equal(whyNotReady(project), undefined);
});

test('another version is a reason to install', () => {
  write('node_modules/.package-lock.json', { 'node_modules/koffi': { ...koffi, version: '3.3.3' } });
  assert.match(whyNotReady(project), /koffi is 3\.3\.3, not 3\.3\.4/);
});

test('a package is old if it is missing, or if anything that it is made of is newer', () => {
  const at = (file, seconds) => {
    mkdirSync(path.dirname(path.join(project, file)), { recursive: true });
    writeFileSync(path.join(project, file), '');
    utimesSync(path.join(project, file), seconds, seconds);
  };
  for (const file of ['package.json', 'package-lock.json', 'tsconfig.json', 'lib/a.ts', 'types/b.ts']) at(file, 1000);
  for (const verb of ['id', 'why']) at(`lib/cli/verbs/${verb}.ts`, 1000);
  for (const folder of ['lib', 'lib/cli', 'lib/cli/verbs', 'types']) utimesSync(path.join(project, folder), 1000, 1000);
  assert.equal(isDistOld(project), true);
  at('dist/lib/cli/verbs/id.js', 2000);
  assert.equal(isDistOld(project), true, 'the last verb is missing');
  at('dist/lib/cli/verbs/why.js', 2000);
  assert.equal(isDistOld(project), false);
  for (const file of ['tsconfig.json', 'lib/a.ts', 'types', 'package-lock.json']) {
    utimesSync(path.join(project, file), 3000, 3000);
    assert.equal(isDistOld(project), true, file);
    utimesSync(path.join(project, file), 1000, 1000);
  }
  assert.equal(isDistOld(project), false);
});
