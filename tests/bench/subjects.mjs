import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';

// The measured package, DLL and images.

const load = createRequire(import.meta.url);

/** The package in the form that users have: compiled, and found by its name. */
export const dbghelpPackage = load('dbghelp');

/** The default DLL. Loaded before other uses of koffi, because the package must make koffi's settings. */
export const dll = await dbghelpPackage.DbgHelp.load();

const { SYMOPT } = dbghelpPackage;

/**
 * What a session has unless told otherwise, so that all have the same answers. Only symbols are not deferred: a session looks at a module
 * that it has loaded, and with some DLLs a deferred one has no addresses until somebody does.
 */
export const sessionOptions =
  SYMOPT.UNDNAME |
  SYMOPT.LOAD_LINES |
  SYMOPT.INCLUDE_32BIT_MODULES |
  SYMOPT.OMAP_FIND_NEAREST |
  SYMOPT.FAIL_CRITICAL_ERRORS |
  SYMOPT.NO_PROMPTS;
await dll.SymSetOptions(sessionOptions);

/** The package's own koffi, for comparisons with koffi alone. */
export const koffi = load('koffi');

const library = koffi.load(dll.path);

/** A function of the DLL with koffi alone. */
export const bindByKoffi = (name, parameters, result = 'int32_t') =>
  library.func('__stdcall', name, result, parameters);

/** Functions that several scenarios compare with. */
export const byKoffi = {
  SymFromAddrW: bindByKoffi('SymFromAddrW', ['intptr_t', 'uint64_t', 'void *', 'void *']),
  SymGetLineFromAddrW64: bindByKoffi('SymGetLineFromAddrW64', ['intptr_t', 'uint64_t', 'void *', 'void *']),
};

/** Wine's version; undefined on Windows. */
export const wineVersion = (() => {
  try {
    return koffi.load('ntdll.dll').func('__cdecl', 'wine_get_version', 'str', [])();
  } catch {
    return undefined;
  }
})();

/** Whether this is Windows' DLL, not Wine's. */
export const microsofts = !/^6\.1\.7601\./.test(dll.version);

const variant = process.arch === 'ia32' ? 'x86' : 'x64';
const fixtures = new URL('../fixtures/', import.meta.url);

/** A library with its PDB; see tests/fixtures/README.md. */
export const scene = fileURLToPath(new URL(`bin/${variant}/scene.dll`, fixtures));

const { functions } = JSON.parse(readFileSync(new URL(`truth/${variant}.json`, fixtures), 'utf8'));

/**
 * Addresses all over the functions of `scene`.
 * @param {bigint} base where it is loaded
 * @param {number} count
 * @returns {bigint[]}
 */
export function addressesInScene(base, count) {
  return Array.from({ length: count }, (_, index) => {
    const { rva, size } = functions[index % functions.length];
    return base + BigInt(rva + ((index * 7) % size));
  });
}
