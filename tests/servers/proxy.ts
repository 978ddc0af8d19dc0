import http from 'node:http';
import https from 'node:https';
import net, { type AddressInfo, type Socket } from 'node:net';
import { keys } from './symbol-server';

/** A proxy on this machine that sends each host to this machine, whatever its name. */
export class Proxy {
  /** The requests so far: `CONNECT host:port`, or `GET http://...`. */
  readonly asked: string[] = [];
  readonly headers: http.IncomingHttpHeaders[] = [];
  /** The user and the password that the proxy requires. */
  credentials: string | undefined;
  /** The port to connect to instead of the requested one. */
  port: number | undefined;
  readonly #server: http.Server | https.Server;
  readonly #sockets = new Set<Socket>();
  readonly #scheme: string;

  private constructor(tls: boolean) {
    this.#scheme = tls ? 'https' : 'http';
    const listener: http.RequestListener = (request, response) => {
      this.#note(request);
      if (!this.#isAllowed(request)) {
        response.writeHead(407, { 'content-length': 0 }).end();
        return;
      }
      const { port, pathname } = new URL(request.url!);
      const forwarded = http.get({ port: this.port ?? port, host: '127.0.0.1', path: pathname }, (answer) => {
        response.writeHead(answer.statusCode!, answer.headers);
        answer.pipe(response);
      });
      forwarded.on('error', () => response.destroy());
    };
    this.#server = tls ? https.createServer(keys, listener) : http.createServer(listener);
    this.#server.on('connection', (socket: Socket) => {
      this.#sockets.add(socket);
      socket.on('error', () => undefined);
    });
    this.#server.on('connect', (request: http.IncomingMessage, socket: Socket) => {
      this.#note(request);
      if (!this.#isAllowed(request)) {
        socket.end('HTTP/1.1 407 Proxy Authentication Required\r\ncontent-length: 0\r\n\r\n');
        return;
      }
      const to = net.connect(this.port ?? Number(request.url!.split(':').at(-1)), '127.0.0.1', () => {
        socket.write('HTTP/1.1 200 OK\r\n\r\n');
        to.pipe(socket).pipe(to);
      });
      this.#sockets.add(to);
      to.on('error', () => socket.destroy());
      socket.on('error', () => to.destroy());
    });
  }

  static async start({ tls = false }: { readonly tls?: boolean } = {}): Promise<Proxy> {
    const proxy = new Proxy(tls);
    await new Promise<void>((resolve) => proxy.#server.listen(0, '127.0.0.1', resolve));
    return proxy;
  }

  get url(): string {
    return `${this.#scheme}://127.0.0.1:${String((this.#server.address() as AddressInfo).port)}`;
  }

  async stop(): Promise<void> {
    for (const socket of this.#sockets) socket.destroy();
    await new Promise((resolve) => this.#server.close(resolve));
  }

  #note({ method, url, headers }: http.IncomingMessage): void {
    this.asked.push(`${method!} ${url!}`);
    this.headers.push(headers);
  }

  #isAllowed({ headers }: http.IncomingMessage): boolean {
    if (this.credentials === undefined) return true;
    return headers['proxy-authorization'] === `Basic ${Buffer.from(this.credentials).toString('base64')}`;
  }
}
