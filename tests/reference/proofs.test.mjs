import assert from 'node:assert/strict';
import { test } from 'node:test';
import { claimsOf, differences, proofsOf } from './proofs.mjs';

const inventory = 'Z:\\project\\tests\\windows\\raw-inventory.test.ts';
const real = 'Z:\\project\\tests\\windows\\real-symbols.test.ts';
const result = (ancestors, title, status = 'passed') => ({ ancestorTitles: ancestors, title, status });

const report = {
  testResults: [
    {
      name: inventory,
      assertionResults: [
        result([], 'the inventory knows every function'),
        result(['SymFromAddrW'], 'called raw'),
        result(['SymFromAddrW'], 'called by itself'),
        result(['SymFromNameW'], 'called raw'),
        result(['SymFromNameW'], 'called by itself', 'failed'),
        result(['SymCleanup'], 'called raw', 'pending'),
      ],
    },
    {
      name: real,
      assertionResults: [
        result([], 'there are functions to compare'),
        result([], 'SymFromAddr, SymFromAddrW: name the function'),
        result([], 'SymFromNameW: finds it', 'failed'),
      ],
    },
    { name: real.replace('real-', 'un'), assertionResults: [result([], 'SymCleanup: ends a session')] },
  ],
};

test('a function is proven where all tests that name it have passed', () => {
  const { probe, real: onReal } = proofsOf(report);
  assert.deepEqual([...probe], ['SymFromAddrW']);
  assert.deepEqual([...onReal], ['SymFromAddr', 'SymFromAddrW']);
});

test('a run without a report proves nothing', () => {
  assert.deepEqual(proofsOf(undefined), { probe: new Set(), real: new Set() });
});

const markdown = `
| function       | family | bits | probe DLL | real DLL | Wine 10     |
| -------------- | ------ | ---- | --------- | -------- | ----------- |
| \`SymFromAddr\`  | symbol | both | ia32      | x64      | implemented |
| \`SymFromAddrW\` | symbol | both | x64, ia32 |          | implemented |
`;

test('the table is read by architecture, and what it says too much or too little is told', () => {
  const claims = claimsOf(markdown, 'x64');
  assert.deepEqual(claims, { probe: new Set(['SymFromAddrW']), real: new Set(['SymFromAddr']) });
  assert.deepEqual(differences(claims, claims), []);
  assert.deepEqual(differences(claims, { probe: new Set(['SymFromAddrW', 'SymCleanup']), real: new Set() }), [
    'SymCleanup: probe, not in the table',
    'SymFromAddr: real, not proven',
  ]);
});
