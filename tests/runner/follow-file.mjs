import { open } from 'node:fs/promises';

const pollMilliseconds = 40;

/**
 * Hands on what a file gets while it grows.
 * @param {string} file must exist
 * @param {(chunk: Buffer) => unknown} onChunk awaited, so a slow reader slows the following, not the writer
 * @returns {{ finish(): Promise<void> }} `finish` hands on the rest and ends
 */
export function followFile(file, onChunk) {
  let finishing = false;
  let wake = () => {};
  const done = follow();
  // Reported by finish(); until then it must not count as unhandled.
  done.catch(() => {});
  return {
    finish() {
      finishing = true;
      wake();
      return done;
    },
  };

  async function follow() {
    const handle = await open(file, 'r');
    try {
      for (;;) {
        const last = finishing;
        let bytesRead;
        do {
          const buffer = Buffer.allocUnsafe(256 * 1024);
          ({ bytesRead } = await handle.read(buffer, 0, buffer.length, null));
          if (bytesRead > 0) await onChunk(buffer.subarray(0, bytesRead));
        } while (bytesRead > 0);
        if (last) return;
        await new Promise((resolve) => {
          wake = resolve;
          setTimeout(resolve, pollMilliseconds);
        });
      }
    } finally {
      await handle.close();
    }
  }
}
