import { seededRandom } from '../third-party/draw.mjs';
import { readSymbols } from './c/answers.mjs';
import { Contender } from './contender.mjs';
import { LeftOut } from './left-out.mjs';
import { sessionOptions } from './subjects.mjs';

/** The base of the image in all processes, so 32-bit ones must reach it, too. */
export const imageBase = 0x1000_0000n;

const functionTag = 5;
const seed = 20260101;

/** An image with the PDB from Microsoft's compiler and linker, which `npm run bench` fetches. */
export function realImage() {
  const image = process.env.DBGHELP_BENCH_IMAGE;
  if (!image) throw new LeftOut('DBGHELP_BENCH_IMAGE names no image; npm run bench fetches one');
  return image;
}

/** A PDB of nearly 100 MB; undefined if `npm run bench` could not fetch one. */
export const largeImage = () => process.env.DBGHELP_BENCH_LARGE_IMAGE;

/**
 * Random addresses, each byte of each function as likely as any other; functions are what SymEnumSymbolsW says, asked by C.
 * @param {string} image
 * @param {number} count
 * @returns {Promise<{ addresses: bigint[], functions: number, bytes: number }>}
 */
export async function randomAddresses(image, count) {
  const contender = new Contender('enumerate', sessionOptions, image, imageBase);
  const symbols = readSymbols(await contender.answers());
  await contender.close();
  const functions = symbols.filter(({ tag, size }) => tag === functionTag && size > 0);
  let bytes = 0;
  const ends = functions.map(({ size }) => (bytes += size));
  const random = seededRandom(seed);
  const draw = () => {
    const byte = Math.floor(random() * bytes);
    const at = countUpTo(ends, byte);
    return functions[at].address + BigInt(functions[at].size - (ends[at] - byte));
  };
  return { addresses: Array.from({ length: count }, draw), functions: functions.length, bytes };
}

/** How many of the ascending numbers are at most `limit`. */
function countUpTo(numbers, limit) {
  let [low, high] = [0, numbers.length];
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (numbers[middle] <= limit) low = middle + 1;
    else high = middle;
  }
  return low;
}
