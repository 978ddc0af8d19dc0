import { existsSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

// A symbol server that has nothing, and says so when it may go on; of the second half of an answer, too.

const [, , folder] = process.argv;

async function hold(what) {
  writeFileSync(path.join(folder, what), '');
  while (!existsSync(path.join(folder, 'go'))) await sleep(20);
}

const server = createServer(async ({ url }, response) => {
  const isBody = url.startsWith('/body/');
  if (!/\.pdb$/.test(url)) {
    response.writeHead(404).end();
    return;
  }
  if (isBody) {
    response.writeHead(200, { 'content-length': 2000 });
    response.write(Buffer.alloc(1000));
  }
  await hold(isBody ? 'the rest of a file' : 'an answer');
  if (isBody) response.end(Buffer.alloc(1000));
  else response.writeHead(404).end();
});
server.listen(0, '127.0.0.1', () => console.log(server.address().port));
