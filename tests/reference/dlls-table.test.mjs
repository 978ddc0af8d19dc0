import assert from 'node:assert/strict';
import { test } from 'node:test';
import { dllsPage, readDlls } from './dlls-table.mjs';

test('docs/dlls.md has exactly the differences in lib/dll/differences.ts', async () => {
  assert.equal(readDlls(), await dllsPage());
});

test('docs/dlls.md is corrected if something in it is wrong', async () => {
  const page = readDlls();
  assert.equal(await dllsPage(page.replace('- Detected: ', '- Guessed: ')), page);
});
