// From nothing to the first answer about an image with its PDB, by koffi alone.
const [dll, image, base, address] = process.argv.slice(2);
const begin = process.hrtime.bigint();
const koffi = require('koffi');

const key = 0x70000f05;
const library = koffi.load(dll);
const bind = (name, parameters, result = 'int32_t') => library.func('__stdcall', name, result, parameters);
const SymSetOptions = bind('SymSetOptions', ['uint32_t'], 'uint32_t');
const SymInitializeW = bind('SymInitializeW', ['intptr_t', 'str16', 'int32_t']);
const SymLoadModuleExW = bind(
  'SymLoadModuleExW',
  ['intptr_t', 'intptr_t', 'str16', 'str16', 'uint64_t', 'uint32_t', 'void *', 'uint32_t'],
  'uint64_t',
);
const SymFromAddrW = bind('SymFromAddrW', ['intptr_t', 'uint64_t', 'void *', 'void *']);
const SymGetLineFromAddrW64 = bind('SymGetLineFromAddrW64', ['intptr_t', 'uint64_t', 'void *', 'void *']);
// UNDNAME, LOAD_LINES, INCLUDE_32BIT_MODULES, OMAP_FIND_NEAREST, FAIL_CRITICAL_ERRORS, NO_PROMPTS.
SymSetOptions(0x82232);
if (!SymInitializeW(key, image.slice(0, image.lastIndexOf('\\')), 0)) throw new Error('SymInitializeW failed');
const opened = process.hrtime.bigint();

if (!SymLoadModuleExW(key, 0, image, null, BigInt(base), 0, null, 0)) throw new Error('SymLoadModuleExW failed');
const symbol = Buffer.alloc(88 + 4000);
symbol.writeUInt32LE(88, 0);
symbol.writeUInt32LE(2000, 80);
if (!SymFromAddrW(key, BigInt(address), new BigUint64Array(1), symbol)) throw new Error('found nothing');
const line = Buffer.alloc(40);
line.writeUInt32LE(process.arch === 'ia32' ? 24 : 40, 0);
SymGetLineFromAddrW64(key, BigInt(address), new Uint32Array(1), line);
const answered = process.hrtime.bigint();
process.stdout.write(
  JSON.stringify({ opened: Number(opened - begin) / 1e6, answered: Number(answered - opened) / 1e6 }),
);
