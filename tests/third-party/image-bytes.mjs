import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';

const require = createRequire(import.meta.url);
const { IMAGEHLP_LINEW64, SYMBOL_INFOW, SymTagEnum } = require('dbghelp');

const executable = 0x2000_0000;
/** Numbers that compilers give to code without a line. */
const hiddenLines = [0xfeefee, 0xf00f00];
/** Answers for so many bytes are compared and dropped. */
const chunkBytes = 0x1_0000;

/**
 * Every byte of an image has no symbol, or one that lies in the image. Every byte of a function that the DLL lists is named by it. Every
 * byte of code is asked for in three ways that must agree: call by call, by symbolizeAll without its shortcut and cache, and by
 * symbolizeAll with the shortcut.
 * @returns {Promise<string>} the figures
 */
export async function compareBytes({ session, module, listed, functions }) {
  const code = codeOf(module.imagePath, module.size);
  const names = new FunctionNames(functions, listed, module.size);
  const counts = { code: 0, withSymbol: 0, withLine: 0, more: 0, ofLabels: 0, named: 0, strays: 0 };
  for (let from = 0; from < module.size; from += chunkBytes) {
    const count = Math.min(chunkBytes, module.size - from);
    await compareChunk({ session, module, code, names, counts }, from, count);
  }
  assert.equal(counts.strays, 0, `${counts.strays} bytes have a symbol elsewhere`);
  assert.ok(counts.withLine > counts.code / 4, `${counts.withLine} of ${counts.code} bytes of code have lines`);
  const { bytes, unnamed, unlisted } = names.sum();
  assert.equal(unnamed.bytes, 0, `of functions not their name: ${unnamed.bytes} bytes, as of ${unnamed.example}`);
  assert.ok(unlisted.allOrNone, `the DLL lists only some functions, and not ${unlisted.example}`);
  return (
    `${counts.code} bytes of code, ${counts.withSymbol} with a symbol, ${counts.withLine} with a line, ${counts.more} more named by their ` +
    `function, ${counts.ofLabels} more than a label: equal in all ways; ${counts.named} of all ${module.size} bytes have a symbol, ` +
    `${counts.strays} elsewhere; of the ${bytes} bytes of functions ${unnamed.bytes} not their name, but for ${unlisted.bytes} of ` +
    `${unlisted.functions} functions that the DLL does not list`
  );
}

async function compareChunk({ session, module, code, names, counts }, from, count) {
  const { base } = module;
  const order = shuffled(count);
  const all = new Array(count);
  const mixed = await session.symbolizeAll(
    Array.from(order, (place) => base + BigInt(from + place)),
    { shortcut: true },
  );
  for (const [at, place] of order.entries()) all[place] = mixed[at];
  for (const [place, hit] of all.entries()) {
    const address = base + BigInt(from + place);
    if (hit && !(hit.address === address && address - hit.displacement >= base)) counts.strays++;
    if (hit) counts.named++;
  }
  names.take(from, all);
  const places = Array.from({ length: count }, (_, place) => place).filter((place) => code[from + place]);
  const addresses = places.map((place) => base + BigInt(from + place));
  const asked = await session.symbolizeAll(addresses, { shortcut: false, cache: false });
  await session.run((api) => {
    const ask = byCalls(api, session.key);
    for (const [at, place] of places.entries()) {
      const own = ask(addresses[at]);
      // Where DbgHelp finds none, or a label, the package asks for the function.
      const hit = asked[at];
      // Behind the end of a symbol no line is claimed.
      if (hit?.beyond && own) own.source = undefined;
      const isFunctionOfLabel = own?.isLabel && hit.name !== own.name;
      if (own && !isFunctionOfLabel) assertEqual(hit, own, 'call by call');
      assertEqual(all[place], hit, 'with the shortcut');
      assert.deepEqual([all[place]?.level, all[place]?.beyond], [hit?.level, hit?.beyond]);
      counts.code++;
      if (own) counts.withSymbol++;
      if (own?.source) counts.withLine++;
      if (hit && !own) counts.more++;
      if (isFunctionOfLabel) counts.ofLabels++;
    }
  });
}

function assertEqual(one, other, how) {
  const isEqual =
    one?.address === other?.address &&
    one?.name === other?.name &&
    one?.displacement === other?.displacement &&
    one?.source?.file === other?.source?.file &&
    one?.source?.line === other?.source?.line &&
    one?.source?.displacement === other?.source?.displacement;
  if (!isEqual) assert.deepEqual(one, other, how);
}

function byCalls(api, key) {
  const symbol = SYMBOL_INFOW.alloc(2000);
  const line = IMAGEHLP_LINEW64.alloc();
  const displacement = new BigUint64Array(1);
  const lineDisplacement = new Uint32Array(1);
  return (address) => {
    if (!api.SymFromAddrW.raw(key, address, displacement, symbol)) return null;
    // Some DLLs give bytes of no function a symbol that lies elsewhere.
    if (symbol.Address + displacement[0] !== address || symbol.Address < symbol.ModBase) return null;
    const hit = {
      address,
      name: symbol.Name,
      displacement: displacement[0],
      isLabel: symbol.Tag === SymTagEnum.SymTagLabel,
    };
    const isPublic = symbol.Tag === SymTagEnum.SymTagPublicSymbol;
    if (!api.SymGetLineFromAddrW64.raw(key, address, lineDisplacement, line)) return hit;
    if (hiddenLines.includes(line.LineNumber)) return hit;
    // With a line, a public may be another way into a function of assembly code, as a label is.
    return {
      ...hit,
      isLabel: hit.isLabel || isPublic,
      source: { file: line.FileName, line: line.LineNumber, displacement: lineDisplacement[0] },
    };
  };
}

/** Which bytes lie in functions, by llvm, and which of them are named by one of those that lie there. */
class FunctionNames {
  #functions;
  /** One for each byte of the image. */
  #inFunction;
  #named;

  constructor(functions, listed, size) {
    const listedAt = new Set(listed.map(({ rva, name }) => `${rva} ${plain(name)}`));
    this.#functions = functions.map(([rva, bytes, all, linkTimeCode]) => {
      const names = new Set(all.map(plain));
      const isListed = [...names].some((name) => listedAt.has(`${rva} ${name}`));
      return { rva, end: rva + bytes, names, linkTimeCode, isListed };
    });
    this.#inFunction = new Uint8Array(size);
    this.#named = new Uint8Array(size);
  }

  take(from, answers) {
    const known = new Map();
    const plainOf = (name) => known.get(name) ?? (known.set(name, plain(name)), known.get(name));
    for (const { rva, end, names } of this.#functions) {
      for (let at = Math.max(rva, from); at < Math.min(end, from + answers.length); at++) {
        this.#inFunction[at] = 1;
        const hit = answers[at - from];
        if (!hit) continue;
        if (names.has(plainOf(hit.name))) this.#named[at] = 1;
        // Another way into a function, by a name for the linker.
        else if (hit.level === 'public' && hit.displacement === 0n) this.#named[at] = 1;
      }
    }
  }

  /**
   * A DLL that does not read what the linker generated knows of its functions those that are public: where it leaves one out, it must
   * list none that are not.
   */
  sum() {
    const count = (marks) => marks.reduce((sum, mark) => sum + mark, 0);
    const isUnnamed = ({ rva, end }) => this.#named.subarray(rva, end).includes(0);
    const nameOf = (one) => one && `${[...one.names].join(' = ')} at ${one.rva.toString(16)}`;
    const missing = this.#functions.filter(isUnnamed);
    const unlisted = missing.filter(({ isListed }) => !isListed);
    for (const { rva, end } of unlisted) this.#named.fill(2, rva, end);
    const unnamed = this.#named.filter((mark, at) => mark === 0 && this.#inFunction[at] === 1).length;
    return {
      bytes: count(this.#inFunction),
      unnamed: { bytes: unnamed, example: nameOf(missing.find(({ isListed }) => isListed)) },
      unlisted: {
        functions: unlisted.length,
        bytes: this.#named.filter((mark) => mark === 2).length,
        example: nameOf(unlisted.find(({ linkTimeCode }) => !linkTimeCode) ?? unlisted[0]),
        allOrNone: unlisted.every(({ linkTimeCode }) => linkTimeCode),
      },
    };
  }
}

/** Without what DbgHelp takes off assembly code's names, or puts into those of public symbols. */
const plain = (name) =>
  name
    .replace(/^[@_](.+)@\d+$/, '$1')
    .replaceAll(' __ptr64', '')
    .replaceAll(' ,', ',');

/** Which bytes of the loaded image lie in sections that hold code. */
function codeOf(file, size) {
  const image = readFileSync(file);
  const header = image.readUInt32LE(0x3c);
  const sections = header + 24 + image.readUInt16LE(header + 20);
  const code = new Uint8Array(size);
  for (let section = sections; section < sections + image.readUInt16LE(header + 6) * 40; section += 40) {
    const [bytes, rva] = [image.readUInt32LE(section + 8), image.readUInt32LE(section + 12)];
    if ((image.readUInt32LE(section + 36) & executable) !== 0) code.fill(1, rva, rva + bytes);
  }
  return code;
}

/** So many numbers from 0 on in an order that is the same each time. */
function shuffled(count) {
  const all = Uint32Array.from({ length: count }, (_, number) => number);
  let state = 1;
  for (let last = count - 1; last > 0; last--) {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    const other = Math.floor((state / 2 ** 32) * (last + 1));
    [all[last], all[other]] = [all[other], all[last]];
  }
  return all;
}
