import { createWriteStream } from 'node:fs';
import https from 'node:https';
import { pipeline } from 'node:stream/promises';
import { peakMemory } from './peak-memory';

// node bare-pipeline.cjs URL FILE CERTIFICATE: fetches a URL in the simplest way, and prints the process's peak memory
// in bytes.
const [, , url = '', file = '', ca = ''] = process.argv;
https.get(url, { ca }, (response) => {
  void pipeline(response, createWriteStream(file)).then(() => {
    process.stdout.write(String(peakMemory()));
  });
});
