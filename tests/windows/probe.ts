import { setTimeout as sleep } from 'node:timers/promises';
import { DbgHelp, type DbgHelpFunctionName } from '../../lib';
import { bin, variant } from './fixtures';

/** The stand-in for dbghelp.dll and its control functions: see ../fixtures/probe/README.md. */

export const pointerBits = process.arch === 'ia32' ? 32 : 64;

export const probePath = bin('probe', variant, 'dbghelp-probe.dll');

/** The parts of koffi that the tests use. */
export interface Koffi {
  load(path: string): {
    func(convention: string, name: string, result: string, parameters: readonly string[]): NativeFunction;
    unload(): void;
  };
  config(): { readonly async_stack_size: number };
  stats(): { readonly callbacks: number };
  /** The address of a buffer, and a view of the memory at an address. */
  address(value: Uint8Array): bigint;
  view(address: bigint, bytes: number): ArrayBuffer;
}

type NativeFunction = (...args: readonly unknown[]) => unknown;

/** One call, as the DLL saw it. */
export interface CallRecord {
  readonly name: string;
  readonly thread: number;
  /** 1, or more for a call from inside a callback. */
  readonly depth: number;
  /** The option word when the call entered. */
  readonly options: number;
  /** The number of threads inside, including this one. */
  readonly inside: number;
  /** Clock ticks: every entry and every return is one; 0 while the call is inside. */
  readonly entered: bigint;
  readonly left: bigint;
  readonly result: bigint;
  readonly lastError: number;
  /** Zero-extended from their size in the ABI. */
  readonly arguments: readonly bigint[];
  /** The memory at input pointers, by the position of the argument. */
  readonly copies: ReadonlyMap<number, Buffer>;
}

/** One callback, as the DLL saw it. */
export interface CallbackRecord {
  readonly name: string | undefined;
  readonly parameter: number;
  readonly iteration: number;
  readonly thread: number;
  readonly result: bigint;
  /** The first eight bytes of the memory that the callback may write. */
  readonly written: Buffer;
}

const recordBytes = 1344;
const callbackRecordBytes = 32;
const notAFunction = 0xffff_ffff;

type NameOrAll = DbgHelpFunctionName | '*';

export class Probe {
  /** The result of `DbgHelp.load` for it. */
  readonly dll: DbgHelp;
  readonly koffi: Koffi;
  readonly #library: ReturnType<Koffi['load']>;
  readonly #bound = new Map<string, NativeFunction>();

  constructor(dll: DbgHelp, koffi: Koffi, file: string) {
    this.dll = dll;
    this.koffi = koffi;
    this.#library = koffi.load(file);
  }

  reset(): void {
    this.#control('ProbeReset', []);
  }

  clear(name: NameOrAll): void {
    this.#set('ProbeClear', name);
  }

  delay(name: NameOrAll, milliseconds: number): void {
    this.#set('ProbeDelay', name, milliseconds);
  }

  hold(name: NameOrAll): void {
    this.#set('ProbeHold', name);
  }

  release(name: NameOrAll): void {
    this.#set('ProbeRelease', name);
  }

  /** Forces the result of all calls, or of the next `times` calls. */
  returns(name: NameOrAll, result: bigint, times?: number): void {
    const halves = [Number(result & 0xffff_ffffn), Number((result >> 32n) & 0xffff_ffffn)];
    if (times === undefined) this.#set('ProbeReturn', name, ...halves);
    else this.#set('ProbeReturnTimes', name, ...halves, times);
  }

  lastError(name: NameOrAll, code: number): void {
    this.#set('ProbeLastError', name, code);
  }

  /** Makes calls fail with this last error. */
  fails(name: NameOrAll, code: number): void {
    this.returns(name, 0n);
    this.lastError(name, code);
  }

  callbacks(name: NameOrAll, times: number, stop: 'never' | 'on zero' | 'on anything else' = 'on zero'): void {
    this.#set('ProbeCallbacks', name, times, ['never', 'on zero', 'on anything else'].indexOf(stop));
  }

  fill(name: NameOrAll, mode: 'off' | 'on' | 'to the end' = 'on'): void {
    this.#set('ProbeFill', name, ['off', 'on', 'to the end'].indexOf(mode));
  }

  textLength(characters: number): void {
    this.#control('ProbeTextLength', ['uint32_t'], characters);
  }

  countNul(on: boolean): void {
    this.#control('ProbeCountNul', ['uint32_t'], on ? 1 : 0);
  }

  fireFrom(name: NameOrAll, action: number, times: number): void {
    this.#set('ProbeFireFrom', name, action, times);
  }

  fireRegistered(key: bigint, action: number): number {
    return this.#control('ProbeFireRegistered', ['uint64_t', 'uint32_t'], key, action);
  }

  /** Calls a function-entry callback, and returns its result. */
  fireEntry(key: bigint, address: bigint): bigint {
    return BigInt(this.#bind('ProbeFireEntry', 'uint64_t', ['uint64_t', 'uint64_t'])(key, address) as number | bigint);
  }

  /** Whether a callback is registered for a key. */
  registered(key: bigint): boolean {
    return (this.#control('ProbeRegistered', ['uint64_t'], key) & 1) === 1;
  }

  inside(): number {
    return this.#control('ProbeInside', []);
  }

  maxInside(): number {
    return this.#control('ProbeMaxInside', []);
  }

  calls(name: NameOrAll = '*'): number {
    return this.#control('ProbeCalls', ['str'], name);
  }

  liveKeys(): number {
    return this.#control('ProbeLiveKeys', []);
  }

  liveMappings(): number {
    return this.#control('ProbeLiveMappings', []);
  }

  index(name: string): number {
    return this.#control('ProbeIndex', ['str'], name);
  }

  arena(): bigint {
    return BigInt(this.#bind('ProbeArena', 'uintptr_t', [])() as number | bigint);
  }

  /** Waits until a call is in the DLL. */
  async entered(): Promise<void> {
    const deadline = Date.now() + 120_000;
    while (this.inside() === 0) {
      if (Date.now() > deadline) throw new Error('no call came in within two minutes');
      await sleep(1);
    }
  }

  /** Every call since the reset, in the order in which they came in. */
  records(): CallRecord[] {
    return Array.from({ length: this.#control('ProbeRecordCount', []) }, (_, index) => this.#record(index));
  }

  /** The record of the only call since the reset. */
  record(): CallRecord {
    const [record, ...more] = this.records();
    if (!record || more.length > 0) throw new Error(`expected one call, got ${String(record ? 1 + more.length : 0)}`);
    return record;
  }

  callbackRecords(): CallbackRecord[] {
    return Array.from({ length: this.#control('ProbeCallbackCount', []) }, (_, index) => {
      const bytes = this.#read('ProbeCallbackRecord', index, callbackRecordBytes);
      const name = bytes.readUInt32LE(0);
      return {
        name: name === notAFunction ? undefined : this.#name(name),
        parameter: bytes.readUInt32LE(4),
        iteration: bytes.readUInt32LE(8),
        thread: bytes.readUInt32LE(12),
        result: bytes.readBigUInt64LE(16),
        written: bytes.subarray(24),
      };
    });
  }

  #record(index: number): CallRecord {
    const bytes = this.#read('ProbeRecord', index, recordBytes);
    const copies = new Map<number, Buffer>();
    for (let at = 160, end = 160 + bytes.readUInt32LE(56); at < end;) {
      const length = bytes.readUInt32LE(at + 4);
      copies.set(bytes.readUInt32LE(at), bytes.subarray(at + 8, at + 8 + length));
      at += 8 + Math.ceil(length / 8) * 8;
    }
    return {
      name: this.#name(bytes.readUInt32LE(4)),
      thread: bytes.readUInt32LE(8),
      depth: bytes.readUInt32LE(12),
      options: bytes.readUInt32LE(16),
      inside: bytes.readUInt32LE(20),
      entered: bytes.readBigUInt64LE(24),
      left: bytes.readBigUInt64LE(32),
      result: bytes.readBigUInt64LE(40),
      lastError: bytes.readUInt32LE(48),
      arguments: Array.from({ length: bytes.readUInt32LE(52) }, (_, at) => bytes.readBigUInt64LE(64 + at * 8)),
      copies,
    };
  }

  #read(control: string, index: number, size: number): Buffer {
    const bytes = Buffer.alloc(size);
    const got = this.#control(control, ['uint32_t', 'void *', 'uint32_t'], index, bytes, size);
    if (got !== size) throw new Error(`${control}: record ${String(index)} is gone`);
    return bytes;
  }

  #name(index: number): string {
    return this.#bind('ProbeName', 'str', ['uint32_t'])(index) as string;
  }

  /** Control functions with a name return the number of matching functions. */
  #set(control: string, name: NameOrAll, ...values: readonly number[]): void {
    const parameters = ['str', ...values.map(() => 'uint32_t')];
    if (this.#control(control, parameters, name, ...values) === 0) throw new Error(`${control}: no function ${name}`);
  }

  #control(name: string, parameters: readonly string[], ...args: readonly unknown[]): number {
    return this.#bind(name, 'uint32_t', parameters)(...args) as number;
  }

  #bind(name: string, result: string, parameters: readonly string[]): NativeFunction {
    let bound = this.#bound.get(name);
    if (!bound) {
      bound = this.#library.func('__stdcall', name, result, parameters);
      this.#bound.set(name, bound);
    }
    return bound;
  }
}

/** Loads the probe instead of dbghelp.dll; each copy of it is a separate probe. */
export async function loadProbe(file = probePath): Promise<Probe> {
  // This comes first, because the package must make koffi's settings.
  const dll = await DbgHelp.load({ path: file });
  // Another test file, with a separate copy of the package, may have left its options: the first turn sets them.
  await dll.run(() => undefined);
  return new Probe(dll, jest.requireActual<Koffi>('koffi'), file);
}

/** The error of a synchronous call. */
export function thrownBy(action: () => unknown): unknown {
  try {
    action();
  } catch (error) {
    return error;
  }
  throw new Error('nothing was thrown');
}
