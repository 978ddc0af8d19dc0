import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { test } from 'node:test';
import { checks, scripts } from './scripts-table.mjs';
import { projectFolder } from './windows.mjs';

const packageScripts = JSON.parse(readFileSync(path.join(projectFolder, 'package.json'), 'utf8')).scripts;
const runner = path.join(projectFolder, 'tests/runner/npm-scripts.mjs');
const start = (...args) => spawnSync(process.execPath, [runner, ...args], { encoding: 'utf8' });

test('package.json has the scripts of the table, and the one that npm itself calls', () => {
  assert.deepEqual(Object.keys(packageScripts).toSorted(), [...Object.keys(scripts), 'prepack'].toSorted());
  for (const [name, { run }] of Object.entries(scripts)) {
    if (run) assert.equal(packageScripts[name], `node tests/runner/npm-scripts.mjs ${name}`);
  }
});

test('npm run check without a name lists every script and check with a sentence and a duration', () => {
  const { stdout, status } = start('check');
  assert.equal(status, 0);
  for (const [name, { does, takes }] of [...Object.entries(scripts), ...Object.entries(checks)]) {
    assert.ok(stdout.includes(` ${name}`), name);
    assert.ok(stdout.includes(`${does}: ${takes}\n`), name);
    assert.match(takes, /\d (s|min)\b|^as listed$/, name);
  }
});

test('an unknown check is refused with the names of the known ones', () => {
  const { stderr, status } = start('check', 'kil');
  assert.equal(status, 2);
  for (const name of Object.keys(checks)) assert.ok(stderr.includes(name), name);
});

test('docs, sources and workflows name no other script or check', () => {
  const wrong = [];
  for (const file of texts()) {
    const text = readFileSync(path.join(projectFolder, file), 'utf8');
    for (const [call, name, check] of text.matchAll(
      /npm run ([a-z][a-z-]*(?::[a-z-]+)?)(?: -- ([a-z][a-z-]*(?::[a-z]+)?))?/g,
    )) {
      const known =
        name === 'check' ? check === undefined || Object.hasOwn(checks, check) : Object.hasOwn(scripts, name);
      if (!known) wrong.push(`${file}: ${call}`);
    }
  }
  // A separate project.
  assert.deepEqual(
    wrong.filter((line) => !line.startsWith('examples/fleet/')),
    [],
  );
});

function texts() {
  const tops = ['.ci', '.github', 'docs', 'examples', 'lib', 'tests', 'types'];
  const folders = tops.flatMap((top) =>
    readdirSync(path.join(projectFolder, top), { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile() && /(^run|\.(md|yml|ts|mjs))$/.test(entry.name))
      .map((entry) => path.relative(projectFolder, path.join(entry.parentPath ?? entry.path, entry.name)))
      .filter((file) => !/node_modules|docs[\\/]api/.test(file)),
  );
  return [
    ...folders,
    ...readdirSync(projectFolder).filter((name) => /\.(md|cjs|mjs)$/.test(name) && name !== 'CHANGELOG.md'),
  ];
}
