import { readFileSync } from 'node:fs';
import http, { type IncomingMessage, type ServerResponse } from 'node:http';
import https from 'node:https';
import type { AddressInfo, Socket } from 'node:net';
import path from 'node:path';

const certificate = (name: string): string => readFileSync(path.join(__dirname, 'certificate', name), 'utf8');
/** Of the servers, and of proxies that are asked by https. */
export const keys = { key: certificate('key.pem'), cert: certificate('certificate.pem') };

/** The certificate of the servers, for clients that trust it. */
export const trusted = keys.cert;

export interface SeenRequest {
  readonly path: string;
  readonly headers: http.IncomingHttpHeaders;
  /** The number of body bytes sent. */
  sent: number;
}

/** One request, for the script that answers it. */
export interface Asked {
  readonly request: IncomingMessage;
  readonly response: ServerResponse;
  readonly socket: Socket;
  readonly seen: SeenRequest;
  readonly path: string;
  /** The number of earlier requests for this path. */
  readonly before: number;
  /** The file at this path in the store; undefined if there is none. */
  readonly file: Buffer | undefined;
  /** Answers like a correct server. */
  readonly plainly: () => void;
}

export type Script = (asked: Asked) => void | Promise<void>;

/** A symbol server on this machine: a store in memory, and a script that may misbehave. */
export class SymbolServer {
  readonly files = new Map<string, Buffer>();
  readonly requests: SeenRequest[] = [];
  script: Script | undefined;
  readonly #server: http.Server | https.Server;
  readonly #sockets = new Set<Socket>();
  readonly #scheme: string;
  #port = 0;

  private constructor(tls: boolean) {
    this.#scheme = tls ? 'https' : 'http';
    const listener = (request: IncomingMessage, response: ServerResponse): void => void this.#answer(request, response);
    this.#server = tls ? https.createServer(keys, listener) : http.createServer(listener);
    this.#server.on(tls ? 'secureConnection' : 'connection', (socket: Socket) => {
      this.#sockets.add(socket);
      socket.on('close', () => this.#sockets.delete(socket));
      socket.on('error', () => undefined);
    });
  }

  static async start({ tls = true }: { readonly tls?: boolean } = {}): Promise<SymbolServer> {
    const server = new SymbolServer(tls);
    await new Promise<void>((resolve) => server.#server.listen(0, '127.0.0.1', resolve));
    return server;
  }

  get port(): number {
    return (this.#server.address() as AddressInfo | null)?.port ?? this.#port;
  }

  /** Its URL with `/symbols`, the root of the store. */
  get url(): string {
    return `${this.#scheme}://localhost:${String(this.port)}/symbols`;
  }

  /** Puts a file into the store. */
  put(name: string, id: string, bytes: Buffer, tiers: 2 | 3 = 2): string {
    const at = `/symbols/${tiers === 3 ? `${name.slice(0, 2)}/` : ''}${name}/${id}/${name}`;
    this.files.set(at, bytes);
    return at;
  }

  /** The requests whose path ends like this. */
  asked(end: string): SeenRequest[] {
    return this.requests.filter((request) => request.path.endsWith(end));
  }

  get listens(): boolean {
    return this.#server.listening;
  }

  /** Takes no connections, and ends none, until it resumes at the same port. */
  rest(): void {
    this.#port = this.port;
    this.#server.close();
  }

  async resume(): Promise<void> {
    await new Promise<void>((resolve) => this.#server.listen(this.#port, '127.0.0.1', resolve));
  }

  async stop(): Promise<void> {
    for (const socket of this.#sockets) socket.destroy();
    await new Promise((resolve) => this.#server.close(resolve));
  }

  async #answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const at = decodeURIComponent((request.url ?? '/').split('?', 1)[0]!);
    const before = this.requests.filter((seen) => seen.path === at).length;
    const seen: SeenRequest = { path: at, headers: request.headers, sent: 0 };
    this.requests.push(seen);
    response.on('error', () => undefined);
    const write = response.write.bind(response) as (chunk: Buffer | string, ...rest: unknown[]) => boolean;
    response.write = (chunk: Buffer | string, ...rest: unknown[]): boolean => {
      seen.sent += chunk.length;
      return write(chunk, ...rest);
    };
    const file = this.files.get(at);
    const plainly = (): void => {
      servePlainly(request, response, file);
    };
    const asked = { request, response, socket: request.socket, seen, path: at, before, file, plainly };
    if (this.script) await this.script(asked);
    else plainly();
  }
}

/** The first byte that is asked for, if the request wants the rest of the file only. */
export function firstByteAsked({ headers }: IncomingMessage): number | undefined {
  const [, from] = /^bytes=(\d+)-$/.exec(headers.range ?? '') ?? [];
  return from === undefined ? undefined : Number(from);
}

/** Answers like a correct server: ranges, a validator, 404. */
export function servePlainly(request: IncomingMessage, response: ServerResponse, file: Buffer | undefined): void {
  if (!file) {
    response.writeHead(404, { 'content-type': 'text/plain', 'content-length': 9 });
    response.end('not there');
    return;
  }
  const etag = `"${String(file.length)}-${file.subarray(-8).toString('hex')}"`;
  const from = firstByteAsked(request);
  const headers = { etag, 'content-type': 'application/octet-stream', 'accept-ranges': 'bytes' };
  if (from === undefined || request.headers['if-range'] !== etag) {
    response.writeHead(200, { ...headers, 'content-length': file.length });
    response.write(file);
  } else if (from >= file.length) {
    response.writeHead(416, { ...headers, 'content-range': `bytes */${String(file.length)}` });
  } else {
    const range = `bytes ${String(from)}-${String(file.length - 1)}/${String(file.length)}`;
    response.writeHead(206, { ...headers, 'content-length': file.length - from, 'content-range': range });
    response.write(file.subarray(from));
  }
  response.end();
}
