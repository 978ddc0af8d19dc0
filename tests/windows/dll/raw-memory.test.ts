import { readFileSync } from 'node:fs';
import {
  AnsiString,
  CONTEXT,
  DbgHelpError,
  IMAGE_NT_HEADERS32,
  IMAGE_NT_HEADERS64,
  MINIDUMP_DIRECTORY,
  STACKFRAME64,
  SYMBOL_INFOW,
  TI_FINDCHILDREN_PARAMS,
  WideString,
  addressOf,
  closeHandle,
  dbghelp,
  localFree,
  readMemory,
  writeMemory,
} from '../../../lib';
import { bin } from '../fixtures';
import { loadProbe, pointerBits, type Probe } from '../probe';

let probe: Probe;

beforeAll(async () => {
  probe = await loadProbe();
});

beforeEach(() => {
  probe.reset();
});

const key = 0x7000_a001n;
const pointerBytes = pointerBits / 8;

function transfer({ buffer }: ArrayBufferView): void {
  structuredClone(buffer, { transfer: [buffer as ArrayBuffer] });
}

describe('addressOf', () => {
  it('is the address of JavaScript’s memory', () => {
    const bytes = new Uint8Array(64);
    expect(addressOf(bytes)).toBe(probe.koffi.address(bytes));
    expect(addressOf(bytes.subarray(9))).toBe(addressOf(bytes) + 9n);
    expect(addressOf(new Uint32Array(bytes.buffer, 8))).toBe(addressOf(bytes) + 8n);
    const symbol = SYMBOL_INFOW.alloc(10);
    expect(addressOf(symbol)).toBe(addressOf(symbol.bytes));
    const text = WideString.from('probe');
    expect(addressOf(text)).toBe(addressOf(text.bytes));
  });

  it.each([null, undefined, 1n, 'text', {}, [1], new ArrayBuffer(8), new DataView(new ArrayBuffer(8))])(
    'of %p is a TypeError',
    (value) => {
      expect(() => addressOf(value as never)).toThrow(TypeError);
      expect(() => addressOf(value as never)).toThrow('addressOf: `memory`');
    },
  );

  it('of empty memory throws a RangeError', () => {
    const gone = new Uint8Array(8);
    transfer(gone);
    const symbol = SYMBOL_INFOW.alloc(10);
    transfer(symbol.bytes);
    for (const nothing of [new Uint8Array(0), gone, symbol]) expect(() => addressOf(nothing)).toThrow(RangeError);
  });
});

describe('readMemory and writeMemory', () => {
  it('copy bytes from and to any memory of the process', () => {
    const bytes = Uint8Array.of(1, 2, 3, 4, 5);
    const copy = readMemory(addressOf(bytes), 3);
    expect(copy).toEqual(Uint8Array.of(1, 2, 3));
    writeMemory(addressOf(bytes) + 2n, Uint8Array.of(30, 40));
    expect(bytes).toEqual(Uint8Array.of(1, 2, 30, 40, 5));
    expect(copy).toEqual(Uint8Array.of(1, 2, 3));
    expect(readMemory(probe.arena(), 4)).toEqual(Uint8Array.of(0x40, 0x41, 0x42, 0x43));
  });

  it.each([0n, 1n, 4096, 0xffff_f000])('throw a RangeError if there is no memory, at %p', (address) => {
    expect(() => readMemory(address, 8)).toThrow(RangeError);
    expect(() => {
      writeMemory(address, new Uint8Array(8));
    }).toThrow(RangeError);
  });

  it('refuse values that are no address and no bytes', () => {
    for (const address of ['1', null, true]) expect(() => readMemory(address as never, 1)).toThrow(TypeError);
    for (const address of [-1, -1n, 2n ** BigInt(pointerBits), 1.5]) {
      expect(() => readMemory(address, 1)).toThrow(RangeError);
    }
    for (const bytes of [-1, 1.5, 2 ** 31]) expect(() => readMemory(probe.arena(), bytes)).toThrow(RangeError);
    expect(() => {
      writeMemory(probe.arena(), 'bytes' as never);
    }).toThrow('writeMemory: `bytes`');
  });
});

describe('a resource that a caller must release', () => {
  it('may be a handle, closed once', async () => {
    const handle = await probe.dll.FindExecutableImage('a.exe', 'C:\\', AnsiString.alloc(261));
    closeHandle(handle);
    expect(() => {
      closeHandle(handle);
    }).toThrow(DbgHelpError);
    expect(() => {
      closeHandle('1' as never);
    }).toThrow(TypeError);
  });

  it('may be the text of TI_GET_SYMNAME, freed with localFree', async () => {
    probe.fill('SymGetTypeInfo');
    const name = new BigUint64Array(1);
    await probe.dll.SymGetTypeInfo(key, 1n, 1, 1, name);
    const text = Buffer.from(readMemory(name[0]!, 40)).toString('utf16le');
    expect(text).toBe('probe:SymGetTypeInfo');
    expect(() => {
      localFree(name[0]!);
    }).not.toThrow();
    expect(() => {
      localFree(-1n);
    }).toThrow(RangeError);
  });
});

describe('the size that SymGetTypeInfo needs', () => {
  /** By the documentation of IMAGEHLP_SYMBOL_TYPE_INFO: a DWORD or BOOL by default. */
  const bytesOf = (request: number): number =>
    ({ 1: pointerBytes, 2: 8, 11: pointerBits === 64 ? 24 : 16, 22: 8, 28: 8 })[request] ?? 4;
  const requests = Array.from({ length: 39 }, (_, request) => request).filter((request) => ![7, 38].includes(request));
  const ask = (request: number, memory: unknown): Promise<boolean> =>
    probe.dll.SymGetTypeInfo(key, 1n, 1, request, memory as Uint8Array);

  it.each(requests)('is that of the answer to request %i', async (request) => {
    const bytes = bytesOf(request);
    await expect(ask(request, new Uint8Array(bytes))).resolves.toBe(true);
    await expect(ask(request, new Uint8Array(bytes - 1))).rejects.toThrow('dbghelp.SymGetTypeInfo: `pInfo`');
    expect(probe.calls('SymGetTypeInfo')).toBe(1);
  });

  it('depends on the number of children', async () => {
    probe.fill('SymGetTypeInfo');
    const children = TI_FINDCHILDREN_PARAMS.alloc(5);
    await ask(7, children);
    expect(children.ChildId).toEqual([100, 101, 102, 103, 104]);
    const raw = new Uint32Array(6);
    raw[0] = 4;
    await ask(7, raw);
    expect([...raw]).toEqual([4, 0, 100, 101, 102, 103]);
    raw[0] = 5;
    await expect(ask(7, raw)).rejects.toThrow(RangeError);
    // One more than requested fits into the structure itself.
    children.Count = 7;
    await expect(ask(7, children)).rejects.toThrow(RangeError);
    await expect(ask(7, new Uint8Array(7))).rejects.toThrow(RangeError);
    expect(probe.calls('SymGetTypeInfo')).toBe(2);
  });

  it('is unknown for an unknown request', async () => {
    await expect(ask(39, new Uint8Array(4096))).rejects.toThrow('dbghelp.SymGetTypeInfo: `GetType`');
  });
});

describe('the context of a stack walk', () => {
  const walk = (machine: number, context: Uint8Array | bigint | CONTEXT): Promise<boolean> =>
    probe.dll.StackWalk64(machine, key, 1, STACKFRAME64.alloc(), context, null, null, null, null);
  const own = { ia32: 0x14c, arm64: 0xaa64 }[process.arch as string] ?? 0x8664;

  it('may be a view, or bytes of its size', async () => {
    await expect(walk(own, CONTEXT.alloc())).resolves.toBe(true);
    const aligned = CONTEXT.alloc().bytes;
    await expect(walk(own, aligned)).resolves.toBe(true);
    await expect(walk(own, aligned.subarray(0, -1))).rejects.toThrow('dbghelp.StackWalk64: `ContextRecord`');
    await expect(walk(0x14c, new Uint8Array(716))).resolves.toBe(true);
    await expect(walk(0x14c, new Uint8Array(715))).rejects.toThrow(RangeError);
    expect(probe.calls('StackWalk64')).toBe(3);
  });

  it('must be aligned', async () => {
    const bytes = new Uint8Array(4096);
    const start = Number(16n - (addressOf(bytes) % 16n));
    await expect(walk(0x8664, bytes.subarray(start, start + 1232))).resolves.toBe(true);
    await expect(walk(0x8664, bytes.subarray(start + 8, start + 8 + 1232))).rejects.toThrow('a multiple of 16 bytes');
    await expect(walk(0x8664, addressOf(bytes) + BigInt(start + 8))).rejects.toThrow(RangeError);
    await expect(walk(0x8664, addressOf(bytes) + BigInt(start))).resolves.toBe(true);
  });

  it('is unknown for an unknown machine', async () => {
    await expect(walk(0xffff, new Uint8Array(4096))).rejects.toThrow('dbghelp.StackWalk64: `MachineType`');
  });
});

describe('addressOf of a DLL', () => {
  it('is the address of the function', async () => {
    const koffi = jest.requireActual<{
      proto(convention: string, name: null, result: string, parameters: readonly string[]): unknown;
      call(address: bigint, type: unknown): unknown;
    }>('koffi');
    const before = probe.calls('SymGetOptions');
    koffi.call(probe.dll.addressOf('SymGetOptions'), koffi.proto('__stdcall', null, 'uint32_t', []));
    expect(probe.calls('SymGetOptions')).toBe(before + 1);
    await expect(probe.dll.SymGetOptions()).resolves.toBe(0);
  });

  it('is refused for a name that is no function', () => {
    expect(() => probe.dll.addressOf('SymFromNowhere' as never)).toThrow(RangeError);
    expect(() => probe.dll.addressOf(1 as never)).toThrow(TypeError);
  });

  it('is that of the 64-bit function for a 32-bit name on 64-bit Windows', () => {
    const same = probe.dll.addressOf('StackWalk') === probe.dll.addressOf('StackWalk64');
    expect(same).toBe(pointerBits === 64);
  });

  it('is refused for a function that this DLL lacks', async () => {
    if (pointerBits === 32)
      await expect(probe.dll.run(() => probe.dll.addressOf('MapDebugInformation'))).resolves.toBeGreaterThan(0n);
    else expect(() => probe.dll.addressOf('MapDebugInformation')).toThrow('SymLoadModuleExW');
  });
});

describe.each([
  ['x64', 0x8664, IMAGE_NT_HEADERS64],
  ['x86', 0x14c, IMAGE_NT_HEADERS32],
] as const)('an image of %s that is in memory', (folder, machine, { structName }) => {
  const load = (): Uint8Array => new Uint8Array(readFileSync(bin(folder, 'scene.dll')));
  const nameOf = (view: object): string => view.constructor.name;
  const machineAt = (bytes: Uint8Array, headers: number): DataView => new DataView(bytes.buffer, headers + 4, 2);
  const headersAt = (bytes: Uint8Array): number => new DataView(bytes.buffer).getUint32(0x3c, true);

  it('has its headers in place, of the image’s width', async () => {
    const bytes = load();
    const headers = await dbghelp.ImageNtHeader(bytes);
    expect(nameOf(headers)).toBe(structName);
    expect(headers.FileHeader.Machine).toBe(machine);
    expect(addressOf(headers)).toBe(addressOf(bytes) + BigInt(headersAt(bytes)));
    headers.FileHeader.Machine = 0x1234;
    expect(machineAt(bytes, headersAt(bytes)).getUint16(0, true)).toBe(0x1234);
  });

  it('has them in place, given by its address', async () => {
    const bytes = load();
    const headers = await dbghelp.ImageNtHeader(addressOf(bytes));
    expect(nameOf(headers)).toBe(structName);
    expect(headers.FileHeader.Machine).toBe(machine);
    expect(addressOf(headers)).toBe(addressOf(bytes) + BigInt(headersAt(bytes)));
    const section = await dbghelp.ImageRvaToSection(headers, addressOf(bytes), 0x1000);
    expect(section.VirtualAddress).toBe(0x1000);
  });

  it('has its sections and data in their places', async () => {
    const bytes = load();
    const headers = await dbghelp.ImageNtHeader(bytes);
    const section = await dbghelp.ImageRvaToSection(headers, bytes, 0x1010);
    const { VirtualAddress, PointerToRawData } = section;
    expect(VirtualAddress).toBe(0x1000);
    const first = headersAt(bytes) + 24 + headers.FileHeader.SizeOfOptionalHeader;
    expect((addressOf(section) - addressOf(bytes) - BigInt(first)) % 40n).toBe(0n);
    const last = new BigUint64Array(1);
    const address = await dbghelp.ImageRvaToVa(headers, bytes, 0x1010, last);
    expect(address - addressOf(bytes)).toBe(BigInt(PointerToRawData + 0x10));
    expect(last[0]).toBe(addressOf(section));
    await expect(dbghelp.ImageRvaToVa(headers, bytes, 0x1010, last)).resolves.toBe(address);
  });

  it('has its directories in their places', async () => {
    const bytes = load();
    const headers = await dbghelp.ImageNtHeader(bytes);
    const size = new Uint32Array(1);
    const debug = await dbghelp.ImageDirectoryEntryToData(bytes, false, 6, size);
    const { VirtualAddress, Size } = headers.OptionalHeader.DataDirectory[6]!;
    expect(size[0]).toBe(Size);
    await expect(dbghelp.ImageRvaToVa(headers, bytes, VirtualAddress, null)).resolves.toBe(debug);
  });

  it('is refused if there is not even a header', async () => {
    await expect(dbghelp.ImageNtHeader(new Uint8Array(63))).rejects.toThrow('dbghelp.ImageNtHeader: `Base`');
  });
});

describe('a minidump in memory', () => {
  const dump = new Uint8Array(64);
  const [header, directory, content] = [0, 32, 44];
  const data = new DataView(dump.buffer);
  data.setUint32(header, 0x504d_444d, true);
  data.setUint16(header + 4, 0xa793, true);
  data.setUint32(header + 8, 1, true);
  data.setUint32(header + 12, directory, true);
  data.setUint32(directory, 7, true);
  data.setUint32(directory + 4, 20, true);
  data.setUint32(directory + 8, content, true);

  it.each<[string, () => Uint8Array | bigint]>([
    ['as bytes', () => dump],
    ['by its address', () => addressOf(dump)],
  ])('has its streams in place, given %s', async (_what, base) => {
    const [entry, stream, size] = [new BigUint64Array(1), new BigUint64Array(1), new Uint32Array(1)];
    await dbghelp.MiniDumpReadDumpStream(base(), 7, entry, stream, size);
    expect(entry[0]).toBe(addressOf(dump) + BigInt(directory));
    expect(stream[0]).toBe(addressOf(dump) + BigInt(content));
    expect(size[0]).toBe(20);
    expect(MINIDUMP_DIRECTORY.at(entry[0]!).StreamType).toBe(7);
  });

  it('is refused if there is not even a header', async () => {
    const call = dbghelp.MiniDumpReadDumpStream(dump.subarray(33), 7, null, null, null);
    await expect(call).rejects.toThrow('dbghelp.MiniDumpReadDumpStream: `BaseOfDump`');
  });
});

describe.each([
  ['SymMatchFileNameW', WideString, 2n],
  ['SymMatchFileName', AnsiString, 1n],
] as const)('the places that %s gives', (name, strings, unit) => {
  const stops = (): [BigUint64Array, BigUint64Array] => [new BigUint64Array(1), new BigUint64Array(1)];

  it('are in the given buffers', async () => {
    const [file, match] = [strings.from('C:\\src\\a.c'), strings.from('a.c')];
    const [fileStop, matchStop] = stops();
    await expect(dbghelp[name](file as never, match as never, fileStop, matchStop)).resolves.toBe(true);
    const index = (stop: BigUint64Array, buffer: AnsiString | WideString): bigint =>
      BigInt.asIntN(pointerBits, stop[0]! - addressOf(buffer)) / unit;
    expect([index(fileStop, file), index(matchStop, match)]).toEqual([6n, -1n]);
  });

  it('need no buffers: strings are accepted', async () => {
    await expect(dbghelp[name]('C:\\src\\a.c', 'A.C', null, null)).resolves.toBe(true);
    await expect(dbghelp[name]('C:\\src\\a.c', 'b.c', null, null)).resolves.toBe(false);
  });

  it('need a NUL in a buffer', async () => {
    const full = strings.from('ab');
    full.bytes.fill(0x61);
    await expect(dbghelp[name](full as never, 'b', null, null)).rejects.toThrow(`dbghelp.${name}: \`FileName\``);
  });
});

describe('text buffers from text', () => {
  it('hold the text and its NUL', () => {
    expect(WideString.from('a ✓ 𝔘').toString()).toBe('a ✓ 𝔘');
    expect(WideString.from('abc').capacity).toBe(4);
    expect(AnsiString.from('abc').bytes).toEqual(Uint8Array.of(0x61, 0x62, 0x63, 0));
    expect(AnsiString.from('').capacity).toBe(1);
  });

  it('are refused for text that they cannot hold', () => {
    expect(() => WideString.from('a\0b')).toThrow(RangeError);
    expect(() => WideString.from(1 as never)).toThrow('WideString.from: `text`');
    expect(() => AnsiString.from('a\0b')).toThrow('AnsiString.from: `text`');
  });
});
