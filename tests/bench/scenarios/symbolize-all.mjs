import assert from 'node:assert/strict';
import { printComparison } from '../report.mjs';
import { sideBySide, stopwatch } from '../rounds.mjs';
import { addressesInScene, byKoffi, dbghelpPackage, koffi, scene } from '../subjects.mjs';

export const title = 'names and lines of many addresses in a loaded module';

/** Where the members of the structures are that koffi alone has to read. */
const symbolInfo = { sizeOfStruct: 88, nameLength: 76, maxNameLength: 80, name: 84, capacity: 2000 };
const lineInfo = process.arch === 'ia32' ? { bytes: 24, line: 8, file: 12 } : { bytes: 40, line: 16, file: 24 };

export async function run({ quick }) {
  const session = await dbghelpPackage.SymbolSession.open();
  const { base } = await session.loadModule(scene);
  const addresses = addressesInScene(base, quick ? 200 : 10_000);
  const ways = {
    'koffi alone': () => symbolizeByKoffi(session.key, addresses),
    symbolizeAll: () => session.symbolizeAll(addresses),
  };
  const answers = await ways.symbolizeAll();
  // The loop has no use for what an answer is worth.
  assert.deepEqual(
    answers.map((hit) => hit && { ...hit, level: undefined }),
    ways['koffi alone']().map((hit) => hit && { ...hit, level: undefined }),
  );
  const timed = async (symbolize) => {
    const elapsed = stopwatch();
    await symbolize();
    return { ms: elapsed() };
  };
  const contenders = Object.fromEntries(Object.entries(ways).map(([name, way]) => [name, () => timed(way)]));
  const samples = await sideBySide(quick ? 1 : 15, contenders);
  await session.close();
  printComparison(`ms for ${addresses.length} addresses`, samples, { quantity: 'ms', against: 'koffi alone' });
}

/** The loop that one would write: memory is made once, names and lines are decoded for each address. */
function symbolizeByKoffi(hProcess, addresses) {
  const symbol = Buffer.alloc(symbolInfo.sizeOfStruct + symbolInfo.capacity * 2);
  symbol.writeUInt32LE(symbolInfo.sizeOfStruct, 0);
  symbol.writeUInt32LE(symbolInfo.capacity, symbolInfo.maxNameLength);
  const displacement = new BigUint64Array(1);
  const line = Buffer.alloc(lineInfo.bytes);
  line.writeUInt32LE(lineInfo.bytes, 0);
  const lineDisplacement = new Uint32Array(1);
  const readPointer =
    process.arch === 'ia32' ? (at) => BigInt(line.readUInt32LE(at)) : (at) => line.readBigUInt64LE(at);

  return addresses.map((address) => {
    if (!byKoffi.SymFromAddrW(hProcess, address, displacement, symbol)) return null;
    const end = symbolInfo.name + symbol.readUInt32LE(symbolInfo.nameLength) * 2;
    const hit = {
      address,
      module: 'scene',
      name: symbol.toString('utf16le', symbolInfo.name, end),
      displacement: displacement[0],
    };
    if (!byKoffi.SymGetLineFromAddrW64(hProcess, address, lineDisplacement, line)) return hit;
    const file = koffi.decode(readPointer(lineInfo.file), 'char16_t', -1);
    return { ...hit, source: { file, line: line.readUInt32LE(lineInfo.line), displacement: lineDisplacement[0] } };
  });
}
