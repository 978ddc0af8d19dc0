import assert from 'node:assert/strict';
import { test } from 'node:test';
import { dllsPage, readDlls } from './dlls-table.mjs';

test('docs/dlls.md has every difference as lib/dll/differences.ts has it, and no other', async () => {
  assert.equal(readDlls(), await dllsPage());
});

test('docs/dlls.md is made anew where something in it is wrong', async () => {
  const page = readDlls();
  assert.equal(await dllsPage(page.replace('- Detected: ', '- Guessed: ')), page);
});
