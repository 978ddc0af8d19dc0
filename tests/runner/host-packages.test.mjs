import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after, test } from 'node:test';
import { whyNotReady } from './host-packages.mjs';

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
