import { createWriteStream } from 'node:fs';
import https from 'node:https';
import { pipeline } from 'node:stream/promises';
import { peakMemory } from './peak-memory';

// node bare-pipeline.cjs URL FILE CERTIFICATE: fetches a URL as simply as can be, and prints the peak of its memory in bytes.
const [, , url = '', file = '', ca = ''] = process.argv;
https.get(url, { ca }, (response) => {
  void pipeline(response, createWriteStream(file)).then(() => {
    process.stdout.write(String(peakMemory()));
  });
});
