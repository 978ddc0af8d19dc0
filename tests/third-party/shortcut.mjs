// Runs in Windows' node.exe with paths of images. Every byte of their code is asked for, in three ways that must agree: call by
// call, by symbolizeAll without its shortcut and cache, and by symbolizeAll with the shortcut.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';

const { IMAGEHLP_LINEW64, SYMBOL_INFOW, SymbolSession } = createRequire(import.meta.url)('dbghelp');

const executable = 0x2000_0000;

for (const file of process.argv.slice(2)) await compare(file);

async function compare(file) {
  const session = await SymbolSession.open();
  const { base, symbolType } = await session.loadModule(file);
  await session.symbolize(base);
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
    if (own) assert.deepEqual(comparable(asked.get(address)), own, `0x${address.toString(16)} of ${file}`);
    assert.deepEqual(shortcut.get(address), asked.get(address), `0x${address.toString(16)} of ${file}`);
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
      `${named - found} more named by their function: equal in all ways`,
  );
}

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
    const hit = { address, name: symbol.Name, displacement: displacement[0] };
    if (!api.SymGetLineFromAddrW64.raw(key, address, lineDisplacement, line)) return hit;
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
