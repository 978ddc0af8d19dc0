// The command of the installed package, as a script of its users runs it.
import { doneFile } from './scripts.mjs';

export const commandScript = 'command.js';

/** Runs every verb that this platform has; it needs scene.dll, scene.pdb and access-violation.dmp beside it. */
export const commandProgram = `const assert = require('node:assert/strict');
const { spawnSync } = require('node:child_process');
const { existsSync, readFileSync, writeFileSync } = require('node:fs');
const path = require('node:path');
const { indexInfo, Minidump } = require('dbghelp');

const { bin, version } = require('dbghelp/package.json');
const file = path.join(path.dirname(require.resolve('dbghelp/package.json')), bin.dbghelp);
const env = { ...process.env, _NT_SYMBOL_PATH: '' };
const run = (...args) => spawnSync(process.execPath, [file, ...args], { encoding: 'utf8', env });
const printed = (...args) => {
  const { stdout, stderr, status } = run(...args);
  assert.deepEqual({ args, stderr, status }, { args, stderr: '', status: 0 });
  return stdout;
};
const json = (...args) => JSON.parse(printed(...args, '--json'));
const plain = (value) => JSON.parse(JSON.stringify(value));
const symbols = existsSync('expected.json') ? JSON.parse(readFileSync('expected.json', 'utf8')) : [];

async function everywhere() {
  assert.equal(printed('--version').trim(), version);
  assert.match(printed('--help'), /^Usage: dbghelp/);
  assert.equal(run('nonsense').status, 2);
  const report = json('access-violation.dmp', '--symbols', '.', '--images', '.');
  assert.equal(report.version, 1);
  assert.equal(report.exception.code, '0xC0000005');
  assert.match(printed('report', 'access-violation.dmp', '--brief', '--html'), /^<!doctype html>/i);
  const [id] = json('id', 'scene.dll').files;
  for (const [name, value] of Object.entries(plain(await indexInfo('scene.dll')))) assert.deepEqual(id[name], value);
  const dump = await Minidump.open('access-violation.dmp');
  assert.deepEqual(json('modules', 'access-violation.dmp').modules, plain(dump.modules));
  await dump.close();
  assert.deepEqual(json('fetch', 'scene.dll', '--to', 'store').files.map(({ name }) => name), ['scene.pdb']);
  assert.match(printed('why', 'scene.dll'), /scene\\.pdb: found/);
  assert.equal(JSON.parse(run('doctor', '--json').stdout).node.version, process.version);
}

function onWindows() {
  const { name, file: source, line } = symbols[0];
  const found = json('symbols', 'scene.dll', name, '--sort', 'size').symbols;
  assert.equal(found.some((symbol) => symbol.name === name && symbol.module === 'scene'), true);
  assert.match(printed('types', 'scene.dll', 'scene::Vec3'), /^struct scene::Vec3, 12 bytes/);
  assert.equal(json('lines', 'scene.dll', source + ':' + line).lines.every((record) => record.line === line), true);
  assert.match(printed('undecorate', '?draw@Scene@@QEAAXXZ'), /Scene::draw/);
  assert.equal(run('stacks', 'no such program').status, 1);
  assert.equal(run('dump', '999999').status, 1);
}

everywhere().then(() => {
  if (process.platform === 'win32') onWindows();
  writeFileSync('${doneFile}', 'done');
});
`;
