import { clearTimeout, now, setTimeout } from './base/clock';
import { lateModules } from './base/late-modules';
import { tokenElsewhere } from './dll/dbghelp';
import { loadLibrary } from './dll/library';
import { errorToSend } from './processes/sent-error';
import { nameReader } from './session/name-text';
import {
  words,
  type FromListingWorker,
  type ListingCall,
  type ListingWorkerData,
} from './session/listings/listing-messages';
import type { ListingSide } from './session/listings/listing-side';
import { listings, memoryIn, type ListingName } from './session/listings/listings';
import { forgetTypes } from './session/types/type-work';

/**
 * The program of the thread for long listings. It makes calls for the thread that started it, which has the DLL
 * meanwhile. Do not import it.
 */

const threads = lateModules.workerThreads();
const { parentPort } = threads;
const { words: shared, dll } = threads.workerData as ListingWorkerData;

const millisecondsBetweenNews = 50;
const itemsBetweenClockReads = 256;

function send(message: FromListingWorker, memory: ArrayBuffer[] = []): void {
  parentPort?.postMessage(message, memory);
}

function perform<Name extends ListingName>({ name, dll: path, inAnsi, request }: ListingCall<Name>): void {
  let listed = 0;
  let told = now();
  const side: ListingSide = {
    api: tokenElsewhere(loadLibrary(path)),
    readName: nameReader(inAnsi),
    next() {
      if (++listed % itemsBetweenClockReads === 0 && now() - told >= millisecondsBetweenNews) {
        told = now();
        send({ listed });
      }
      return !isOver();
    },
    isOver,
  };
  const result = listings[name](side, request, (part, memory) => {
    send({ part }, memory);
  });
  send({ result, listed }, memoryIn(result));
}

const isOver = (): boolean => Atomics.load(shared, words.stop) !== 0;

/** The other thread may wait for this. */
function rest(): void {
  Atomics.store(shared, words.busy, 0);
  Atomics.notify(shared, words.busy);
}

/** What is known of types takes memory, and modules go without a word to this thread. */
const millisecondsOfMemory = 30_000;
let forgetting: NodeJS.Timeout | undefined;

parentPort?.on('message', (call: ListingCall) => {
  clearTimeout(forgetting);
  try {
    perform(call);
  } catch (error) {
    send({ failed: errorToSend(error) });
  } finally {
    forgetting = setTimeout(forgetTypes, millisecondsOfMemory).unref();
    rest();
  }
});

loadLibrary(dll);
rest();
send({ ready: true });

// Without this export, esbuild would treat the file as CommonJS.
export {};
