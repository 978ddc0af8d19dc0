// Runs in Windows' node.exe with paths of images, and for each a file with what llvm says of its functions. Every byte of their code is
// asked for, in three ways that must agree: call by call, by symbolizeAll without its shortcut and cache, and by symbolizeAll with
// the shortcut. Every other byte of the images has no symbol, or one that lies in the image; every byte of a function is named by it.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';

const { dbghelp, IMAGEHLP_LINEW64, SYMBOL_INFOW, SymbolSession } = createRequire(import.meta.url)('dbghelp');

const executable = 0x2000_0000;

/** Numbers that compilers give to code without a line. */
const hiddenLines = [0xfeefee, 0xf00f00];

async function compare(file, functionsFile) {
  const session = await SymbolSession.open();
  const { base, size, symbolType } = await session.loadModule(file);
  const everywhere = Array.from({ length: size }, (_, rva) => base + BigInt(rva));
  const all = await session.symbolizeAll(everywhere);
  const strays = all.filter((hit, rva) => hit && !isInside(hit, base, base + BigInt(rva))).length;
  assert.equal(strays, 0, `${strays} of ${size} bytes of ${file} have a symbol elsewhere`);
  const { bytes, unnamed } = ofFunctions(JSON.parse(readFileSync(functionsFile, 'utf8')), all);
  // Wine's DLL leaves out what the linker generated.
  if (dbghelp.version.startsWith('10.'))
    assert.equal(unnamed, 0, `${unnamed} of ${bytes} bytes of functions of ${file}`);
  const addresses = codeOf(file).map((rva) => base + BigInt(rva));
  const mixed = shuffled(addresses);
  const byCall = await session.run((api) => askEach(api, session.key, addresses));
  const asked = inOrder(mixed, await session.symbolizeAll(mixed, { shortcut: false, cache: false }));
  const shortcut = inOrder(mixed, await session.symbolizeAll(mixed, { shortcut: true }));
  await session.close();

  let found = 0;
  let lines = 0;
  for (const [place, address] of addresses.entries()) {
    const own = byCall[place];
    // Where DbgHelp finds none, the package asks for the first byte of the function.
    const hit = asked.get(address);
    // Behind the end of a symbol no line is claimed.
    if (hit?.beyond) delete own.source;
    if (own) assert.deepEqual(comparable(hit), own, `0x${address.toString(16)} of ${file}`);
    assert.deepEqual(shortcut.get(address), hit, `0x${address.toString(16)} of ${file}`);
    if (own) found++;
    if (own?.source) lines++;
  }
  assert.ok(
    lines > addresses.length / 4,
    `${lines} of ${addresses.length} bytes of ${file} have lines (${symbolType})`,
  );
  const named = [...asked.values()].filter((hit) => hit).length;
  console.log(
    `${path.basename(file)}, ${process.arch}: ${addresses.length} bytes of code, ${found} with a symbol, ${lines} with a line, ` +
      `${named - found} more named by their function: equal in all ways; ${all.filter(Boolean).length} of all ${size} bytes have a symbol, ` +
      `none elsewhere; of the ${bytes} bytes of functions ${unnamed} not their name`,
  );
}

const isInside = (hit, base, address) => hit.address === address && address - hit.displacement >= base;

/** How many bytes llvm's functions have, and how many of them are not named by one of those that lie there. */
function ofFunctions(functions, answers) {
  const names = new Map();
  for (const [rva, size, here] of functions) {
    for (let at = rva; at < rva + size; at++) names.set(at, [...(names.get(at) ?? []), ...here]);
  }
  const isNamed = ([rva, here]) => here.some((name) => plain(name) === plain(answers[rva]?.name ?? ''));
  return { bytes: names.size, unnamed: [...names].filter((entry) => !isNamed(entry)).length };
}

/** Without what DbgHelp takes off assembly code's names, or puts into those of public symbols. */
const plain = (name) => name.replace(/^[@_](.+)@\d+$/, '$1').replaceAll(' __ptr64', '');

function comparable({ address, name, displacement, source }) {
  return source ? { address, name, displacement, source } : { address, name, displacement };
}

function askEach(api, key, addresses) {
  const symbol = SYMBOL_INFOW.alloc(2000);
  const line = IMAGEHLP_LINEW64.alloc();
  const displacement = new BigUint64Array(1);
  const lineDisplacement = new Uint32Array(1);
  return addresses.map((address) => {
    if (!api.SymFromAddrW.raw(key, address, displacement, symbol)) return null;
    // Some DLLs give bytes of no function a symbol that lies elsewhere.
    if (symbol.Address + displacement[0] !== address || symbol.Address < symbol.ModBase) return null;
    const hit = { address, name: symbol.Name, displacement: displacement[0] };
    if (!api.SymGetLineFromAddrW64.raw(key, address, lineDisplacement, line)) return hit;
    if (hiddenLines.includes(line.LineNumber)) return hit;
    return { ...hit, source: { file: line.FileName, line: line.LineNumber, displacement: lineDisplacement[0] } };
  });
}

/** The offsets of all bytes in the sections that hold code. */
function codeOf(file) {
  const image = readFileSync(file);
  const header = image.readUInt32LE(0x3c);
  const sections = header + 24 + image.readUInt16LE(header + 20);
  return Array.from({ length: image.readUInt16LE(header + 6) }, (_, index) => sections + index * 40)
    .filter((section) => (image.readUInt32LE(section + 36) & executable) !== 0)
    .flatMap((section) => {
      const [size, rva] = [image.readUInt32LE(section + 8), image.readUInt32LE(section + 12)];
      return Array.from({ length: size }, (_, offset) => rva + offset);
    });
}

/** The same ones in another order, the same one each time. */
function shuffled(values) {
  const all = [...values];
  let state = 1;
  for (let last = all.length - 1; last > 0; last--) {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    const other = Math.floor((state / 2 ** 32) * (last + 1));
    [all[last], all[other]] = [all[other], all[last]];
  }
  return all;
}

function inOrder(addresses, answers) {
  return new Map(addresses.map((address, place) => [address, answers[place]]));
}

await dbghelp.SymGetOptions();
console.log(`${process.arch}, dbghelp.dll ${dbghelp.version}`);
for (let at = 2; at + 1 < process.argv.length; at += 2) await compare(process.argv[at], process.argv[at + 1]);
