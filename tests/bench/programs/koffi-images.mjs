import { loadByKoffi, symbolizeByKoffi, unloadByKoffi } from '../by-koffi.mjs';
import { imageBase } from '../real-image.mjs';

// One of several processes that symbolize with koffi alone: an image and its addresses in, answers out.

const key = 0x7000_0f01n;

process.on('message', ({ image, addresses }) => {
  loadByKoffi(key, image, imageBase);
  const answers = symbolizeByKoffi(key, Array.from(addresses), 'winpty');
  unloadByKoffi(key, imageBase);
  process.send(answers);
});
process.once('disconnect', () => process.exit());
