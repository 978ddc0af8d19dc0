import { createHash } from 'node:crypto';
import zlib from 'node:zlib';
import type { TriedPlace } from '../../lib/search/file-search';
import type { ServerOptions } from '../../lib/search/servers/server-options';
import { makePdb } from './made-pdb';
import { guid } from './scene';
import { firstByteAsked, type Asked, type Script } from './symbol-server';

/** What a server does with the file, and the expected result. */
export interface Row {
  readonly does: string;
  readonly script: Script;
  /** The file itself, or the reported outcome. */
  readonly gives: 'file' | TriedPlace['outcome'];
  readonly reason?: RegExp;
  readonly options?: ServerOptions;
  /** The maximum number of requests for the file. */
  readonly requests?: number;
}

/** Misbehaves this many times, then behaves. */
const first =
  (times: number, script: Script): Script =>
  async (asked) => {
    if (asked.before < times) await script(asked);
    else asked.plainly();
  };

const status =
  (code: number, headers: Record<string, string> = {}, body = ''): Script =>
  ({ response }) => {
    response.writeHead(code, { 'content-length': String(body.length), ...headers });
    response.end(body);
  };

/** The unchanged body, with a length or in chunks. */
const body =
  (of: (file: Buffer) => Buffer, headers: Record<string, string> = {}, chunked = false): Script =>
  ({ response, file }) => {
    const bytes = of(file!);
    response.writeHead(200, { ...(!chunked && { 'content-length': String(bytes.length) }), ...headers });
    response.write(bytes);
    response.end();
  };

const half = (file: Buffer): Buffer => file.subarray(0, file.length >> 1);
const etag = '"one"';

/** Announces the whole file, sends a part of it, and then does what `end` does. */
const begin =
  (part: number, end: (asked: Asked) => void, headers: Record<string, string> = { etag }): Script =>
  (asked) => {
    const { response, file } = asked;
    response.writeHead(200, { 'content-length': String(file!.length), ...headers });
    response.write(file!.subarray(0, Math.floor(file!.length * part)), () => {
      end(asked);
    });
  };
const cut = (asked: Asked): void => {
  setTimeout(() => asked.socket.destroy(), 20);
};
const nothing = (): void => undefined;

/** Raw bytes that ignore the rules of HTTP. */
const raw =
  (of: (file: Buffer) => readonly (string | Buffer)[]): Script =>
  ({ socket, file }) => {
    for (const part of of(file!)) socket.write(part);
    socket.end();
  };

const later =
  (time: number, script: Script): Script =>
  async (asked) => {
    await new Promise((resolve) => setTimeout(resolve, time));
    await script(asked);
  };

/** The headers of the bytes from `from` up to `to`. */
const headersOfPart = (from: number, to: number, { length }: Buffer): Record<string, string> => ({
  'content-length': String(to - from),
  'content-range': `bytes ${String(from)}-${String(to - 1)}/${String(length)}`,
});

/** Continues from the requested offset, whatever the validator says. */
const rest =
  (headers: Record<string, string>, of = (file: Buffer): Buffer => file): Script =>
  ({ response, request, file }) => {
    const bytes = of(file!);
    const from = firstByteAsked(request) ?? 0;
    response.writeHead(206, { ...headersOfPart(from, bytes.length, bytes), ...headers });
    response.end(bytes.subarray(from));
  };

/** A part of the file, as an answer to any question. */
const part =
  (from: number, to: number): Script =>
  ({ response, file }) => {
    response.writeHead(206, { ...headersOfPart(from, to, file!), etag }).end(file!.subarray(from, to));
  };

const sequence =
  (...scripts: Script[]): Script =>
  (asked) =>
    (scripts[asked.before] ?? scripts.at(-1)!)(asked);

const good: Script = (asked) => {
  asked.plainly();
};

const md5 = (bytes: Buffer): string => createHash('md5').update(bytes).digest('base64');
const flipped = (file: Buffer): Buffer => {
  const bytes = Buffer.from(file);
  bytes.writeUInt8(bytes.readUInt8(20_000) ^ 1, 20_000);
  return bytes;
};
/** Zeros in a PDB of another build that says that it has so many blocks. */
const bomb = (): Buffer => {
  const bytes = Buffer.concat([makePdb({ guid: 'FF'.repeat(16) }), Buffer.alloc(5_000_000)]);
  bytes.writeUInt32LE(Math.ceil(bytes.length / 4096), 40);
  return zlib.gzipSync(bytes);
};
const page = '<!DOCTYPE html>\n<html><body>Hello</body></html>';
const redirect = (location: string, code = 302): Script => status(code, { location });

/** Uses the server's own port. */
const toPort =
  (location: (port: number) => string, code = 302): Script =>
  (asked) => {
    void redirect(location(asked.socket.localPort!), code)(asked);
  };

export const rows: readonly Row[] = [
  { does: 'gives the file', script: good, gives: 'file', requests: 1 },

  { does: 'does not have it (404)', script: status(404), gives: 'missing', reason: /404/ },
  { does: 'does not have it any more (410)', script: status(410), gives: 'missing', reason: /410/ },
  {
    does: 'is a bucket that says 403 of what it does not have',
    script: status(403, { 'x-amz-request-id': '1', 'content-type': 'application/xml' }),
    gives: 'missing',
    reason: /403/,
  },
  { does: 'wants credentials (401)', script: status(401), gives: 'unauthorized', reason: /401.*`token`/, requests: 1 },
  { does: 'refuses (403)', script: status(403), gives: 'unauthorized', reason: /403/, requests: 1 },
  { does: 'lies behind a proxy with users (407)', script: status(407), gives: 'unauthorized', reason: /407/ },
  {
    does: 'shows a page to sign in (203)',
    script: status(203, { 'content-type': 'text/html; charset=utf-8' }, page),
    gives: 'unauthorized',
    reason: /sign in/,
    requests: 1,
  },
  {
    does: 'sends to a page to sign in (302)',
    script: redirect('https://spsprodeus.vssps.example.com/_signin?realm=dev.example.com'),
    gives: 'unauthorized',
    reason: /sign in/,
    requests: 1,
  },

  { does: 'has an error once (500)', script: first(1, status(500)), gives: 'file', requests: 2 },
  { does: 'has an error each time (500)', script: status(500), gives: 'unreachable', reason: /500/, requests: 3 },
  { does: 'is overloaded once (503)', script: first(1, status(503, { 'retry-after': '0' })), gives: 'file' },
  { does: 'is asked too often (429)', script: first(2, status(429, { 'retry-after': '1' })), gives: 'file' },
  {
    does: 'asks for a pause of an hour (429)',
    script: status(429, { 'retry-after': '3600' }),
    gives: 'unreachable',
    reason: /3600 s.*longestPause/,
    requests: 1,
  },
  { does: 'waited too long for the request (408)', script: first(1, status(408)), gives: 'file' },
  { does: 'resets the connection once', script: first(1, ({ socket }) => void socket.destroy()), gives: 'file' },
  {
    does: 'resets the connection each time',
    script: ({ socket }) => void socket.destroy(),
    gives: 'unreachable',
    reason: /broke/,
    requests: 3,
  },
  {
    does: 'answers what is no HTTP',
    script: raw(() => ['ICY 200 OK\r\n\r\n']),
    gives: 'unreachable',
    reason: /no HTTP/,
  },
  {
    does: 'sends headers of garbage',
    script: raw(() => ['HTTP/1.1 200 OK\r\n\u0001\u0002 x\r\n\r\n']),
    gives: 'unreachable',
    reason: /no HTTP/,
  },
  { does: 'answers 418', script: status(418), gives: 'unreachable', reason: /418/, requests: 1 },

  { does: 'breaks off in the middle, once', script: first(1, begin(0.5, cut)), gives: 'file', requests: 2 },
  {
    does: 'breaks off in the middle, each time',
    script: begin(0.5, cut),
    gives: 'unreachable',
    reason: /broke off|broke the connection off/,
  },
  {
    does: 'breaks off in the middle of chunks, once',
    script: first(1, ({ response, file, socket }) => {
      response.writeHead(200);
      response.write(half(file!), () => setTimeout(() => socket.destroy(), 20));
    }),
    gives: 'file',
  },
  {
    does: 'ends a body without length in the middle, once',
    script: first(
      1,
      raw((file) => ['HTTP/1.0 200 OK\r\n\r\n', half(file)]),
    ),
    gives: 'file',
  },
  {
    does: 'ends a body without length in the middle, each time',
    script: raw((file) => ['HTTP/1.0 200 OK\r\n\r\n', half(file)]),
    gives: 'unreadable',
    reason: /damaged or cut/,
  },
  {
    does: 'ends a body without length 100 bytes before the end',
    script: raw((file) => ['HTTP/1.0 200 OK\r\n\r\n', file.subarray(0, -100)]),
    gives: 'unreadable',
    reason: /by its own account/,
  },
  { does: 'gives half of the file as if it were the whole', script: body(half), gives: 'unreadable', requests: 1 },
  {
    does: 'announces more than it sends',
    script: first(1, ({ response, file, socket }) => {
      response.writeHead(200, { 'content-length': String(file!.length + 100) });
      response.write(file!, () => setTimeout(() => socket.destroy(), 20));
    }),
    gives: 'file',
  },
  {
    does: 'announces less than it sends',
    script: raw((file) => [`HTTP/1.1 200 OK\r\ncontent-length: ${String(file.length - 9000)}\r\n\r\n`, file]),
    gives: 'unreadable',
    reason: /damaged or cut/,
  },

  {
    does: 'gives a PDB of another build',
    script: body(() => makePdb({ guid: 'FF'.repeat(16) })),
    gives: 'mismatch',
    reason: /GUID FFFF.*wanted is GUID 0011/,
    requests: 1,
  },
  {
    does: 'gives a PDB of another age',
    script: body(() => makePdb({ guid, age: 7 })),
    gives: 'mismatch',
    reason: /age 7/,
  },
  { does: 'gives garbage', script: body(() => Buffer.alloc(30_000, 7)), gives: 'unreadable', reason: /no PDB/ },
  {
    does: 'gives 4 kB too many',
    script: body((file) => Buffer.concat([file, Buffer.alloc(4096)])),
    gives: 'unreadable',
  },
  { does: 'gives an empty file', script: body(() => Buffer.alloc(0)), gives: 'unreadable', reason: /empty/ },
  { does: 'gives nothing (204)', script: status(204), gives: 'unreadable', reason: /204/ },
  {
    does: 'gives a page with 200',
    script: status(200, { 'content-type': 'application/octet-stream' }, page),
    gives: 'unreadable',
    reason: /HTML/,
    requests: 1,
  },
  {
    does: 'gives MSFZ',
    script: body(() => Buffer.from('Microsoft MSFZ Container\r\n\x1aALD\0\0'.padEnd(4000, '\0'), 'latin1')),
    gives: 'unusable',
    reason: /MSFZ/,
  },
  {
    does: 'gives a cabinet under the name of the file',
    script: body(() => Buffer.from('MSCF\0\0\0\0'.padEnd(4000, '\0'), 'latin1')),
    gives: 'unusable',
    reason: /cabinet/,
  },
  {
    does: 'gives a file that is larger than allowed',
    script: good,
    gives: 'refused',
    reason: /maxFileSize/,
    options: { maxFileSize: 10_000 },
  },
  {
    does: 'gives chunks that are larger than allowed',
    script: body((file) => file, {}, true),
    gives: 'refused',
    reason: /maxFileSize/,
    options: { maxFileSize: 10_000 },
  },

  { does: 'codes by gzip', script: body((file) => zlib.gzipSync(file), { 'content-encoding': 'gzip' }), gives: 'file' },
  {
    does: 'codes by deflate',
    script: body((file) => zlib.deflateSync(file), { 'content-encoding': 'deflate' }),
    gives: 'file',
  },
  {
    does: 'codes by deflate without its header',
    script: body((file) => zlib.deflateRawSync(file), { 'content-encoding': 'deflate' }),
    gives: 'file',
  },
  {
    does: 'codes by br',
    script: body((file) => zlib.brotliCompressSync(file), { 'content-encoding': 'br' }, true),
    gives: 'file',
  },
  {
    does: 'codes by gzip and then by br',
    script: body((file) => zlib.brotliCompressSync(zlib.gzipSync(file)), { 'content-encoding': 'gzip, br' }),
    gives: 'file',
  },
  {
    does: 'cuts gzip in the middle, once',
    script: first(
      1,
      body((file) => half(zlib.gzipSync(file)), { 'content-encoding': 'gzip' }),
    ),
    gives: 'file',
  },
  ...(['gzip', 'deflate', 'br'] as const).map((coding): Row => {
    const coded = { gzip: zlib.gzipSync, deflate: zlib.deflateSync, br: zlib.brotliCompressSync }[coding];
    return {
      does: `cuts ${coding} in the middle, each time`,
      script: body((file) => half(coded(file)), { 'content-encoding': coding }),
      gives: 'unreadable',
      reason: new RegExp(`coded as ${coding}`),
    };
  }),
  {
    does: 'sends garbage as gzip',
    script: body((file) => file, { 'content-encoding': 'gzip' }),
    gives: 'unreadable',
    reason: /coded as gzip/,
  },
  {
    does: 'codes in a way that nobody knows',
    script: body((file) => file, { 'content-encoding': 'lzma' }),
    gives: 'unreadable',
    reason: /lzma/,
  },
  {
    does: 'sends a bomb of gzip',
    script: body(bomb, { 'content-encoding': 'gzip' }),
    gives: 'refused',
    reason: /maxFileSize/,
    options: { maxFileSize: 1_000_000 },
  },

  { does: 'sends chunks', script: body((file) => file, {}, true), gives: 'file', requests: 1 },
  { does: 'speaks HTTP/1.0 without a length', script: raw((file) => ['HTTP/1.0 200 OK\r\n\r\n', file]), gives: 'file' },
  {
    does: 'hints early (103)',
    script: ({ response, plainly }) => {
      response.writeEarlyHints({ link: '</style.css>; rel=preload; as=style' });
      plainly();
    },
    gives: 'file',
  },
  {
    does: 'names another file, outside of the store',
    script: body((file) => file, { 'content-disposition': 'attachment; filename="../../../evil.dll"' }),
    gives: 'file',
  },
  { does: 'answers with a part that nobody asked for', script: rest({ etag }), gives: 'unreadable', reason: /part/ },

  {
    does: 'names the digest of another file (Content-MD5)',
    script: body(flipped, { 'content-md5': md5(makePdb({ guid })) }),
    gives: 'unreadable',
    reason: /MD5/,
  },
  {
    does: 'sends a flipped bit, once (Content-MD5)',
    script: first(1, body(flipped, { 'content-md5': md5(makePdb({ guid })), etag })),
    gives: 'file',
    requests: 2,
  },
  {
    does: 'names the right digest (Content-MD5)',
    script: body((file) => file, { 'content-md5': md5(makePdb({ guid })) }),
    gives: 'file',
  },
  {
    does: 'names digests like Google does, of another file',
    script: body((file) => file, { 'x-goog-hash': 'crc32c=AAAAAA==' }),
    gives: 'unreadable',
    reason: /CRC32C/,
  },

  {
    does: 'redirects to a file whose name has a login in it',
    script: redirect('/login/login.pdb?login=1'),
    gives: 'missing',
  },
  {
    does: 'redirects in a loop',
    script: toPort((port) => `https://localhost:${String(port)}/symbols/app.pdb/${guid}1/app.pdb`),
    gives: 'refused',
    reason: /10 times/,
    requests: 11,
  },
  { does: 'redirects by a relative URL', script: first(1, redirect('app.pdb', 301)), gives: 'file' },
  { does: 'redirects by 308', script: first(1, redirect('app.pdb', 308)), gives: 'file' },
  { does: 'redirects without saying where', script: status(302), gives: 'refused' },
  { does: 'redirects to what is no URL', script: redirect('https://['), gives: 'refused' },
  {
    does: 'redirects to http',
    script: toPort((port) => `http://localhost:${String(port)}/x`),
    gives: 'refused',
    reason: /plain http/,
    requests: 1,
  },
  {
    does: 'redirects to a file',
    script: redirect('file:///etc/passwd'),
    gives: 'refused',
    reason: /file:/,
    requests: 1,
  },
  ...[
    '127.0.0.1',
    '127.1',
    '0x7f000001',
    '[::1]',
    '[::ffff:127.0.0.1]',
    '[64:ff9b::7f00:1]',
    '[fe80::1]',
    '[fd00::1]',
    '[::]',
    '0.0.0.0',
    '10.1.2.3',
    '172.16.0.1',
    '192.168.1.1',
    '169.254.169.254',
    '100.100.100.200',
    'foo.localhost',
    'localhost.',
  ].map((host): Row => ({
    does: `redirects to ${host}`,
    script: toPort((port) => `https://${host}:${String(port)}/symbols/app.pdb/${guid}1/app.pdb`),
    gives: 'refused',
    reason: /no public host/,
    requests: 1,
  })),

  {
    does: 'gives no answer',
    script: nothing,
    gives: 'unreachable',
    reason: /localhost did not answer within 1 s/,
    requests: 1,
    options: { responseTimeout: 1000 },
  },
  { does: 'answers late, but in time', script: later(600, good), gives: 'file', requests: 1 },
  {
    does: 'stands still in the body, once',
    script: first(1, begin(0.5, nothing)),
    gives: 'file',
    requests: 2,
  },
  {
    does: 'stands still in the body, each time',
    script: begin(0.5, nothing),
    gives: 'unreachable',
    reason: /stood still for 0.4 s/,
    requests: 3,
  },
  {
    does: 'sends a byte now and then',
    script: ({ response, file }) => {
      response.writeHead(200, { 'content-length': String(file!.length) });
      response.write(file!.subarray(0, 100));
      const timer = setInterval(() => response.write(Buffer.alloc(1)), 50);
      response.on('close', () => {
        clearInterval(timer);
      });
    },
    gives: 'unreachable',
    reason: /fewer than 10000 bytes in 1 s/,
    options: { minimumSpeed: { bytes: 10_000, seconds: 1 }, retries: 0 },
  },

  {
    does: 'breaks off, and ignores that only the rest is wanted',
    script: sequence(
      begin(0.5, cut),
      body((file) => file, { etag }),
    ),
    gives: 'file',
    requests: 2,
  },
  {
    does: 'breaks off, and goes on with another version of the file',
    script: sequence(
      begin(0.5, cut),
      rest({ etag: '"two"' }, (file) => Buffer.alloc(file.length, 3)),
      body((file) => file),
    ),
    gives: 'file',
    requests: 3,
  },
  {
    does: 'breaks off, and says that there is no rest (416)',
    script: sequence(
      begin(0.5, cut),
      status(416),
      body((file) => file),
    ),
    gives: 'file',
    requests: 3,
  },
  { does: 'breaks off, and goes on', script: sequence(begin(0.5, cut), rest({ etag })), gives: 'file', requests: 2 },
  {
    does: 'breaks off three times, at another place each time',
    script: sequence(
      begin(0.3, cut),
      ({ response, request, file, socket }) => {
        // Of what was sent before the cut, not all may have arrived.
        const from = firstByteAsked(request) ?? 0;
        response.writeHead(206, { ...headersOfPart(from, file!.length, file!), etag });
        response.write(file!.subarray(from, from + 10_000), () => setTimeout(() => socket.destroy(), 20));
      },
      rest({ etag }),
    ),
    gives: 'file',
    requests: 3,
  },
  {
    does: 'breaks off, and then gives the rest in small parts',
    script: sequence(
      begin(0.5, cut),
      (asked) => part(firstByteAsked(asked.request) ?? 0, 30_000)(asked),
      rest({ etag }),
    ),
    gives: 'file',
    requests: 3,
  },
  {
    does: 'breaks off, and then gives more than the rest',
    script: sequence(
      begin(0.5, cut),
      rest({ etag }, (file) => Buffer.concat([file, Buffer.alloc(4096)])),
      body((file) => file),
    ),
    gives: 'file',
    requests: 3,
  },
  {
    does: 'breaks off, and then gives more than the rest, though it says otherwise',
    script: sequence(
      begin(0.5, cut),
      ({ response, file }) => {
        const from = file!.length >> 1;
        const bytes = Buffer.concat([file!.subarray(from), Buffer.alloc(5000)]);
        const range = `bytes ${String(from)}-${String(file!.length - 1)}/${String(file!.length)}`;
        response.writeHead(206, { 'content-length': String(bytes.length), 'content-range': range, etag }).end(bytes);
      },
      body((file) => file),
    ),
    gives: 'file',
  },
  {
    does: 'breaks off, and then gives another part than the rest',
    script: sequence(
      begin(0.5, cut),
      part(0, 10_000),
      body((file) => file),
    ),
    gives: 'file',
    requests: 3,
  },
  {
    does: 'breaks off, and then gives a part without saying which',
    script: sequence(
      begin(0.5, cut),
      ({ response, file }) => {
        const bytes = file!.subarray(file!.length >> 1);
        response.writeHead(206, { 'content-length': String(bytes.length), etag }).end(bytes);
      },
      body((file) => file),
    ),
    gives: 'file',
    requests: 3,
  },
  {
    does: 'sends chunks without an end behind the file',
    script: async ({ response, file }) => {
      response.writeHead(200);
      response.write(file!);
      const closed = new Promise((resolve) => response.once('close', resolve));
      const bytes = Buffer.alloc(0x1_0000);
      while (!response.destroyed)
        if (!response.write(bytes))
          await Promise.race([closed, new Promise((resolve) => response.once('drain', resolve))]);
    },
    gives: 'unreadable',
    reason: /more bytes than \d+, which it has by its own account/,
    requests: 1,
  },
  {
    does: 'asks for a pause until a time of its own clock, which is a day ahead (429)',
    script: first(1, (asked) => {
      const now = Date.now() + 86_400_000;
      const times = { date: new Date(now).toUTCString(), 'retry-after': new Date(now + 1000).toUTCString() };
      void status(429, times)(asked);
    }),
    gives: 'file',
    requests: 2,
  },
  {
    does: 'asks for a pause until a time that is long over (429)',
    script: first(1, status(429, { 'retry-after': 'Thu, 01 Jan 1970 00:00:00 GMT' })),
    gives: 'file',
    requests: 2,
  },
  {
    does: 'says that it does not have it, and stands still in the text about that',
    script: ({ response }) => {
      response.writeHead(404, { 'content-length': '100' });
      response.write('not');
    },
    gives: 'missing',
    reason: /404/,
  },
];
