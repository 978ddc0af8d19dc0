import assert from 'node:assert/strict';
import { mkdtempSync, mkdirSync, realpathSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after, test } from 'node:test';
import { translateFileArguments } from './file-arguments.mjs';
import { toWindowsPath } from './windows-path.mjs';

const skip = process.platform === 'win32' && 'Windows needs no translation';
const folder = realpathSync(mkdtempSync(path.join(tmpdir(), 'file-arguments-')));
after(() => rmSync(folder, { recursive: true }));
mkdirSync(path.join(folder, 'with space'));
mkdirSync(path.join(folder, 'render'));
writeFileSync(path.join(folder, 'with space', 'app.exe'), '');
writeFileSync(path.join(folder, 'main.pdb'), '');
symlinkSync(path.join(folder, 'main.pdb'), path.join(folder, 'with space', 'link.pdb'));

const translate = (...args) => translateFileArguments(args, folder);

test('an absolute path becomes one on drive Z:', { skip }, () => {
  assert.equal(toWindowsPath('/a/b c/d.exe'), 'Z:\\a\\b c\\d.exe');
  assert.throws(() => toWindowsPath('a/b'), TypeError);
});

test('existing files are translated, alone and after an option', { skip }, () => {
  const app = path.join(folder, 'with space/app.exe');
  assert.deepEqual(translate('with space/app.exe', `--image=${app}`, 'main.pdb'), {
    args: [toWindowsPath(app), `--image=${toWindowsPath(app)}`, toWindowsPath(path.join(folder, 'main.pdb'))],
    folders: [path.dirname(app), folder],
  });
});

test('addresses, symbols, options and missing files stay unchanged', { skip }, () => {
  const args = [
    '0x1234',
    'app+0x10',
    'render',
    '--inline',
    '--limit=3',
    'missing/app.exe',
    'C:\\symbols',
    'srv*c*https://x/y',
  ];
  assert.deepEqual(translate(...args), { args, folders: [] });
});

test('the folder with a link’s target is visible, too', { skip }, () => {
  assert.deepEqual(translate('with space/link.pdb').folders, [path.join(folder, 'with space'), folder]);
});
