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
        result([], 'SymFromToken, SymGetOmaps (refusal): say: no'),
        result([], 'SymNext (refusal): says no', 'pending'),
      ],
    },
    { name: real.replace('real-', 'un'), assertionResults: [result([], 'SymCleanup: ends a session')] },
  ],
};

test('a function is proven if all tests that name it have passed', () => {
  const { probe, real: onReal, refusal } = proofsOf(report);
  assert.deepEqual([...probe], ['SymFromAddrW']);
  assert.deepEqual([...onReal], ['SymFromAddr', 'SymFromAddrW']);
  assert.deepEqual([...refusal], ['SymFromToken', 'SymGetOmaps']);
});

test('a run without a report proves nothing', () => {
  assert.deepEqual(proofsOf(undefined), { probe: new Set(), real: new Set(), refusal: new Set() });
});

const markdown = `
| function       | family | bits | probe DLL | Microsoft's DLL          | Wine's DLL | Wine 10     |
| -------------- | ------ | ---- | --------- | ------------------------ | ---------- | ----------- |
| \`SymFromAddr\`  | symbol | both | ia32      | x64, ia32                | x64        | implemented |
| \`SymFromAddrW\` | symbol | both | x64, ia32 | ia32; refuses: x64       |            | implemented |
| \`SymGetOmaps\`  | symbol | both | x64, ia32 | refuses: x64, ia32       |            | missing     |
`;

test('the table is read by architecture and DLL, and wrong claims are reported', () => {
  const claims = claimsOf(markdown, 'x64', 'microsoft');
  const refusal = new Set(['SymFromAddrW', 'SymGetOmaps']);
  assert.deepEqual(claims, {
    probe: new Set(['SymFromAddrW', 'SymGetOmaps']),
    real: new Set(['SymFromAddr']),
    refusal,
  });
  assert.deepEqual(claimsOf(markdown, 'ia32', 'microsoft').real, new Set(['SymFromAddr', 'SymFromAddrW']));
  assert.deepEqual(claimsOf(markdown, 'ia32', 'wine').real, new Set());
  assert.deepEqual(differences(claims, claims), []);
  const proofs = { probe: new Set(['SymFromAddrW', 'SymCleanup', 'SymGetOmaps']), real: new Set(), refusal };
  assert.deepEqual(differences(claims, proofs), [
    'SymCleanup: probe, not in the table',
    'SymFromAddr: real, not proven',
  ]);
});
