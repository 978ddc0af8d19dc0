/* eslint-disable @typescript-eslint/no-require-imports -- loaded where they are used */
import type * as ChildProcess from 'node:child_process';
import type * as Crypto from 'node:crypto';
import type * as Dns from 'node:dns';
import type * as Http from 'node:http';
import type * as Https from 'node:https';
import type * as Net from 'node:net';
import type * as Stream from 'node:stream';
import type * as Tls from 'node:tls';
import type * as WorkerThreads from 'node:worker_threads';
import type * as Zlib from 'node:zlib';

/** Modules of Node.js that few programs need, and each of which takes a tenth of an import. */
export const lateModules = {
  childProcess: (): typeof ChildProcess => require('node:child_process') as typeof ChildProcess,
  crypto: (): typeof Crypto => require('node:crypto') as typeof Crypto,
  dns: (): typeof Dns => require('node:dns') as typeof Dns,
  http: (): typeof Http => require('node:http') as typeof Http,
  https: (): typeof Https => require('node:https') as typeof Https,
  net: (): typeof Net => require('node:net') as typeof Net,
  stream: (): typeof Stream => require('node:stream') as typeof Stream,
  tls: (): typeof Tls => require('node:tls') as typeof Tls,
  workerThreads: (): typeof WorkerThreads => require('node:worker_threads') as typeof WorkerThreads,
  zlib: (): typeof Zlib => require('node:zlib') as typeof Zlib,
};
