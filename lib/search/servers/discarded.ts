import type { IncomingMessage } from 'node:http';
import { deadline } from './deadline';

const shortBody = 0x1_0000;
/** Milliseconds. */
const shortTime = 5000;

/** Takes no body of an answer. What is short is read, so that the connection can be used again; anything else ends it. */
export function discard(response: IncomingMessage): void {
  if (Number(response.headers['content-length'] ?? 0) > shortBody) {
    response.destroy();
    return;
  }
  let length = 0;
  const arrived = deadline(shortTime, () => response.destroy());
  response.once('close', arrived);
  response.on('data', (bytes: Buffer) => {
    length += bytes.length;
    if (length > shortBody) response.destroy();
  });
}
