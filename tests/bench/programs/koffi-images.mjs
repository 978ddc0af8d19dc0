import { loadByKoffi, symbolizeByKoffi, unloadByKoffi } from '../by-koffi.mjs';
import { imageBase, sessionOptions } from '../real-image.mjs';
import { bindByKoffi } from '../subjects.mjs';

// One of several processes that symbolize with koffi alone: an image and its addresses in, answers out.

const key = 0x7000_0f01n;

bindByKoffi('SymSetOptions', ['uint32_t'], 'uint32_t')(sessionOptions);

process.on('message', ({ image, addresses }) => {
  loadByKoffi(key, image, imageBase);
  const answers = symbolizeByKoffi(key, Array.from(addresses), 'winpty');
  unloadByKoffi(key, imageBase);
  process.send(answers);
});
process.once('disconnect', () => process.exit());
