import {
  ARM64_NT_NEON128,
  CONTEXT,
  CONTEXT_AMD64,
  CONTEXT_X86,
  DbgHelp,
  FPO_DATA,
  IMAGEHLP_SYMBOL64_PACKAGE,
  IMAGE_IMPORT_BY_NAME,
  IMAGE_SECTION_HEADER,
  LDT_ENTRY,
  MINIDUMP_CALLBACK_INPUT,
  MINIDUMP_MEMORY64_LIST,
  MINIDUMP_MODULE_LIST,
  MINIDUMP_STRING,
  MINIDUMP_THREAD_LIST,
  MODULE_TYPE_INFO,
  SYMBOL_INFO_PACKAGEW,
  TI_FINDCHILDREN_PARAMS,
  WOW64_CONTEXT,
} from '../../../lib';
import { loadProbe, pointerBits, probePath, type Probe } from '../probe';

/** Members that only some structures have: unions, bit-fields, trailing arrays, registers by architecture. */

let probe: Probe;

beforeAll(async () => {
  await DbgHelp.load({ path: probePath });
  probe = await loadProbe();
});

const wordAt = (bytes: Uint8Array, offset: number): number => Buffer.from(bytes).readUInt16LE(offset);

describe('bit-fields', () => {
  it('are read from and written to their bits of the unit', () => {
    const data = FPO_DATA.alloc();
    data.cbProlog = 0xab;
    data.cbRegs = 5;
    data.fUseBP = 1;
    data.cbFrame = 3;
    expect(wordAt(data.bytes, 14)).toBe(0xab | (5 << 8) | (1 << 12) | (3 << 14));
    data.cbRegs = 2;
    expect([data.cbProlog, data.cbRegs, data.fHasSEH, data.fUseBP, data.reserved, data.cbFrame]).toEqual([
      0xab, 2, 0, 1, 0, 3,
    ]);
  });

  it('include the highest bit without a sign', () => {
    const entry = LDT_ENTRY.alloc();
    entry.HighWord.Bits.BaseHi = 0xff;
    expect([...entry.bytes.subarray(4)]).toEqual([0, 0, 0, 0xff]);
    expect([entry.HighWord.Bits.BaseHi, entry.HighWord.Bytes.BaseHi]).toEqual([0xff, 0xff]);
  });

  it('refuse values that do not fit into their bits', () => {
    const data = FPO_DATA.alloc();
    for (const wrong of [8, -1, 0.5]) {
      expect(() => (data.cbRegs = wrong)).toThrow(RangeError);
      expect(() => (data.cbRegs = wrong)).toThrow('FPO_DATA.cbRegs must be an integer from 0 to 7');
    }
    expect(data.bytes.every((byte) => byte === 0)).toBe(true);
  });
});

it('floating-point numbers are read and written', () => {
  const register = ARM64_NT_NEON128.alloc();
  register.D = [1.5, -2];
  expect([Buffer.from(register.bytes).readDoubleLE(0), Buffer.from(register.bytes).readDoubleLE(8)]).toEqual([1.5, -2]);
  register.S = [0.25, 0, 0, -8];
  expect(Buffer.from(register.bytes).readFloatLE(12)).toBe(-8);
  expect(register.S).toEqual([0.25, 0, 0, -8]);
  expect(() => (register.D = ['1', 2] as never)).toThrow('ARM64_NT_NEON128.D[0] must be a number');
});

it('the members of a union are views of the same bytes', () => {
  const input = MINIDUMP_CALLBACK_INPUT.alloc();
  input.Module.BaseOfImage = 0x1234_5678_9abc_def0n;
  const { Module, IncludeThread } = input;
  expect(Buffer.from(IncludeThread.bytes)).toEqual(Buffer.from(Module.bytes.subarray(0, 4)));
});

describe('a trailing array', () => {
  it('has the number of elements in its count', () => {
    const list = MINIDUMP_THREAD_LIST.alloc(3);
    expect([list.NumberOfThreads, list.Threads.length]).toEqual([3, 3]);
    list.Threads[2]!.ThreadId = 77;
    expect(Buffer.from(list.bytes).readUInt32LE(4 + 2 * 48)).toBe(77);
    list.NumberOfThreads = 1;
    expect(list.Threads.length).toBe(1);
    expect(MINIDUMP_THREAD_LIST.alloc().Threads).toEqual([]);
  });

  it('never has more elements than its memory', () => {
    const list = MINIDUMP_MODULE_LIST.alloc(2);
    list.NumberOfModules = 0xffff_ffff;
    expect(list.Modules.length).toBe(2);
  });

  it('may have a 64-bit count', () => {
    const list = MINIDUMP_MEMORY64_LIST.alloc(2);
    expect(list.NumberOfMemoryRanges).toBe(2n);
    list.MemoryRanges[1]!.DataSize = 4096n;
    expect(Buffer.from(list.bytes).readBigUInt64LE(16 + 16 + 8)).toBe(4096n);
  });

  it('may be text, with its length in bytes', () => {
    const text = MINIDUMP_STRING.alloc(20);
    text.Buffer = 'app ✓';
    expect([text.Length, text.Buffer]).toEqual([10, 'app ✓']);
    expect(Buffer.from(text.bytes.subarray(4, 16)).toString('utf16le')).toBe('app ✓\0');
  });

  it('may be text that ends at its NUL', () => {
    const bytes = Buffer.from('\u0001\u0002CreateFileW\0behind', 'latin1');
    expect(IMAGE_IMPORT_BY_NAME.over(bytes).Name).toBe('CreateFileW');
  });

  it('may be numbers', () => {
    const children = TI_FINDCHILDREN_PARAMS.alloc(3);
    children.ChildId = [10, 20, 30];
    expect([children.Count, Buffer.from(children.bytes).readUInt32LE(16)]).toEqual([3, 30]);
    const type = MODULE_TYPE_INFO.over(Uint8Array.of(2, 0, 5, 0, 7, 8, 9));
    expect(type.data).toEqual([7, 8]);
  });
});

it('a package has room for the longest name, and its size member says so', () => {
  const wide = SYMBOL_INFO_PACKAGEW.alloc();
  expect(wide.si.SizeOfStruct).toBe(88);
  expect(wide.si.MaxNameLen).toBeGreaterThanOrEqual(2000);
  expect(84 + wide.si.MaxNameLen * 2).toBeLessThanOrEqual(wide.bytes.length);
  wide.si.Name = 'x'.repeat(2000);
  expect(wide.si.Name).toBe('x'.repeat(2000));
  const old = IMAGEHLP_SYMBOL64_PACKAGE.alloc();
  expect(old.sym.MaxNameLength).toBeGreaterThanOrEqual(2000);
});

describe('over', () => {
  it('is a view of the same memory', () => {
    const file = Buffer.alloc(100);
    const header = IMAGE_SECTION_HEADER.over(file, 40);
    header.Name = '.text';
    header.Misc.VirtualSize = 0x1000;
    expect(file.toString('latin1', 40, 45)).toBe('.text');
    expect(file.readUInt32LE(48)).toBe(0x1000);
    expect(header.bytes.length).toBe(40);
  });

  it('refuses memory that is too small, or none', () => {
    expect(() => IMAGE_SECTION_HEADER.over(new Uint8Array(39))).toThrow(RangeError);
    expect(() => IMAGE_SECTION_HEADER.over(new Uint8Array(60), 21)).toThrow('IMAGE_SECTION_HEADER.over: `offset`');
    expect(() => IMAGE_SECTION_HEADER.over(new Uint8Array(60), -1)).toThrow(RangeError);
    expect(() => IMAGE_SECTION_HEADER.over({} as never)).toThrow(TypeError);
  });
});

describe('are contiguous', () => {
  it('lie one directly after the other', () => {
    const sections = IMAGE_SECTION_HEADER.allocArray(3);
    sections.forEach((section, at) => (section.VirtualAddress = 0x1000 * (at + 1)));
    const first = probe.koffi.address(sections[0]!.bytes);
    const copies = IMAGE_SECTION_HEADER.arrayAt(first, 3);
    expect(copies.map(({ VirtualAddress }) => VirtualAddress)).toEqual([0x1000, 0x2000, 0x3000]);
    expect(probe.koffi.address(sections[2]!.bytes) - first).toBe(80n);
  });

  it('have a count', () => {
    for (const count of [0, -1, 1.5, 2 ** 32]) expect(() => LDT_ENTRY.allocArray(count)).toThrow(RangeError);
    expect(() => LDT_ENTRY.arrayAt(0n, 1)).toThrow(RangeError);
    expect(LDT_ENTRY.arrayAt(0n, 0)).toEqual([]);
  });
});

describe('the registers of a thread', () => {
  it('are those of this process’s architecture, with Windows’ alignment', () => {
    expect(CONTEXT.byteLength).toBe(pointerBits === 64 ? 1232 : 716);
    const context = CONTEXT.alloc();
    expect('Rip' in context).toBe(pointerBits === 64);
    expect('Eip' in context).toBe(pointerBits === 32);
    if ('Rip' in context) {
      context.Rip = 0x1_4000_1234n;
      expect(Buffer.from(context.bytes).readBigUInt64LE(0xf8)).toBe(0x1_4000_1234n);
      for (let round = 0; round < 20; round++) {
        expect(probe.koffi.address(CONTEXT.alloc().bytes) % 16n).toBe(0n);
      }
    }
  });

  it('can be those of another architecture', () => {
    expect([CONTEXT_AMD64, CONTEXT_X86, WOW64_CONTEXT].map(({ byteLength }) => byteLength)).toEqual([1232, 716, 716]);
    const vector = CONTEXT_AMD64.alloc().FltSave.XmmRegisters;
    expect(vector.length).toBe(16);
  });
});
