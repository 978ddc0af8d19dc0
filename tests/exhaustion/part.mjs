import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

// What the parts share.

const load = createRequire(import.meta.url);
const fixtures = new URL('../fixtures/', import.meta.url);
const inFixtures = (...segments) => path.normalize(fileURLToPath(new URL(segments.join('/'), fixtures)));

/** The package as it was built, with all its parts: what runs out of handles cannot load the next one. */
export const dbghelpPackage = { ...load('dbghelp'), ...load('dbghelp/pool') };

export const variant = process.arch === 'ia32' ? 'x86' : 'x64';
export const image = inFixtures('bin', variant, 'scene.dll');
export const pdb = inFixtures('bin', variant, 'scene.pdb');
export const dumps = inFixtures('dumps', variant);
export const base = 0x1000_0000n;

const { functions } = JSON.parse(readFileSync(inFixtures('truth', `${variant}.json`), 'utf8'));
export const addresses = functions.flatMap((each) => each.addresses.map(({ rva }) => base + BigInt(rva)));

const failures = [];

export function expect(truth, what) {
  if (!truth) failures.push(what);
}

/** Prints what was wrong. */
export function conclude() {
  for (const failure of failures) console.log(`FAILED: ${failure}`);
  process.exitCode = failures.length > 0 ? 1 : 0;
}

/** The outcome of some work: what it gave in words, or the code of its error. Any other error is a failure. */
export async function outcomeOf(what, work, say = () => 'done') {
  try {
    return say(await work());
  } catch (error) {
    const { code } = error;
    expect(/^(DBGHELP|MINIDUMP)_[A-Z_]+$/.test(code ?? ''), `${what}: an error without a code: ${error.stack}`);
    return code;
  }
}

/** koffi, for functions of Windows. Call it after the package has been used, because the package sets koffi's options. */
export function windowsFunction(library, name, result, parameters) {
  return load('koffi').load(library).func('__stdcall', name, result, parameters);
}

/**
 * About how many handles are open: Windows gives the lowest number that is free.
 * @returns {number}
 */
export function openHandles() {
  const create = windowsFunction('kernel32.dll', 'CreateEventW', 'intptr_t', ['void *', 'int', 'int', 'void *']);
  const close = windowsFunction('kernel32.dll', 'CloseHandle', 'int', ['intptr_t']);
  const fresh = Array.from({ length: 32 }, () => Number(create(null, 1, 0, null)));
  for (const handle of fresh) close(handle);
  return Math.max(...fresh) / 4;
}

/** A call that comes back though the gate was under force, and nothing that waits. */
export async function expectFreeGate(what) {
  const { dbghelp } = dbghelpPackage;
  let timer;
  const late = new Promise((_, reject) => {
    timer = setTimeout(
      () => reject(new Error(`no call came back within a minute: ${JSON.stringify(dbghelp.pending)}`)),
      60_000,
    );
  });
  try {
    await Promise.race([dbghelp.run((api) => api.SymGetOptions()), late]);
    const { pending } = dbghelp;
    expect(pending.length === 0, `${what}: something is pending: ${JSON.stringify(pending)}`);
  } catch (error) {
    expect(false, `${what}: ${error.message}`);
  } finally {
    clearTimeout(timer);
  }
}
