import { loadByKoffi, symbolizeByKoffi, unloadByKoffi } from '../by-koffi.mjs';
import { Contender } from '../contender.mjs';
import { imageBase, randomAddresses, realImage } from '../real-image.mjs';
import { printComparison } from '../report.mjs';
import { sideBySide, stopwatch } from '../rounds.mjs';
import { dbghelpPackage, sessionOptions } from '../subjects.mjs';

export const title =
  'from nothing to the first answer: a session, an image with its PDB, one address; and all of it given back';

export async function run({ quick }) {
  const image = realImage();
  const {
    addresses: [address],
  } = await randomAddresses(image, 1);
  const contender = new Contender('cold', sessionOptions, image, imageBase, address - imageBase);
  const timed = async (work) => {
    const elapsed = stopwatch();
    if (!(await work())) throw new Error('found nothing');
    return { ms: elapsed() };
  };
  const samples = await sideBySide(quick ? 1 : 25, {
    C: async () => {
      const round = await contender.round();
      if (round.found !== 1) throw new Error('C found nothing');
      return round;
    },
    'koffi alone': () => timed(() => coldByKoffi(image, address)),
    'a session': () => timed(() => coldBySession(image, address)),
  });
  await contender.close();
  printComparison('ms', samples, { quantity: 'ms', against: 'C' });
}

const koffiKey = 0x70000e01n;

function coldByKoffi(image, address) {
  loadByKoffi(koffiKey, image, imageBase);
  const [hit] = symbolizeByKoffi(koffiKey, [address], 'winpty');
  unloadByKoffi(koffiKey, imageBase);
  return hit?.name;
}

async function coldBySession(image, address) {
  const session = await dbghelpPackage.SymbolSession.open();
  const module = await session.loadModule(image, { base: imageBase });
  const hit = await session.symbolize(address);
  await session.unloadModule(module);
  await session.close();
  return hit?.name;
}
