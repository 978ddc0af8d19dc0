import { setFlagsFromString } from 'node:v8';
import { inspect } from 'node:util';
import { runInNewContext } from 'node:vm';
import {
  DBGHELP_DATA_REPORT_STRUCT,
  GUID,
  IMAGEHLP_LINE,
  IMAGEHLP_LINE64,
  IMAGEHLP_LINEW64,
  IMAGEHLP_MODULE64,
  IMAGEHLP_MODULEW64,
  IMAGEHLP_SYMBOL64,
  SYMBOL_INFO,
  SYMBOL_INFOW,
} from '../../../lib';
import { loadProbe, pointerBits, type Probe } from '../probe';

setFlagsFromString('--expose-gc');
const collectGarbage = runInNewContext('gc') as () => void;

let probe: Probe;

beforeAll(async () => {
  probe = await loadProbe();
});

beforeEach(() => {
  probe.reset();
});

const key = 0x7000a001n;

describe('alloc', () => {
  it.each([1, 2, 10, 2000])('of a symbol makes room for a name of %i characters', (capacity) => {
    for (const [struct, bytesEach] of [
      [SYMBOL_INFOW, 2],
      [SYMBOL_INFO, 1],
    ] as const) {
      const symbol = struct.alloc(capacity);
      expect([symbol.SizeOfStruct, symbol.MaxNameLen]).toEqual([88, capacity]);
      expect(symbol.bytes.length).toBeGreaterThanOrEqual(84 + capacity * bytesEach);
    }
  });

  it('of a symbol without a capacity has only the structure’s own room', () => {
    expect([SYMBOL_INFOW.alloc().MaxNameLen, SYMBOL_INFOW.alloc().bytes.length]).toEqual([1, 88]);
    expect(IMAGEHLP_SYMBOL64.alloc().MaxNameLength).toBe(1);
  });

  it('gives zeros except for the sizes', () => {
    const symbol = SYMBOL_INFOW.alloc(5);
    [symbol.SizeOfStruct, symbol.MaxNameLen] = [0, 0];
    expect(symbol.bytes.every((byte) => byte === 0)).toBe(true);
  });

  it('gives separate memory each time', () => {
    const [one, other] = [GUID.alloc(), GUID.alloc()];
    one.Data1 = 1;
    expect(other.Data1).toBe(0);
  });

  it('refuses an invalid capacity, and one for a structure without a capacity', () => {
    for (const capacity of [0, -1, 1.5, Number.NaN, 2 ** 32]) {
      expect(() => SYMBOL_INFOW.alloc(capacity)).toThrow(RangeError);
      expect(() => SYMBOL_INFOW.alloc(capacity)).toThrow('SYMBOL_INFOW.alloc: `capacity`');
    }
    expect(() => SYMBOL_INFOW.alloc('10' as never)).toThrow(TypeError);
    expect(() => GUID.alloc(1)).toThrow(RangeError);
  });
});

describe('the name of a symbol', () => {
  const fill = async (capacity: number, length: number, countNul: boolean): Promise<SYMBOL_INFOW> => {
    probe.fill('SymFromAddrW');
    probe.textLength(length);
    probe.countNul(countNul);
    const symbol = SYMBOL_INFOW.alloc(capacity);
    await probe.dll.SymFromAddrW(key, 1n, null, symbol);
    return symbol;
  };
  const name = 'abcdefghijklmnopqrstuvwxyz'.repeat(10);

  it.each([true, false])('is the same whether the DLL counts the NUL or not: %p', async (countNul) => {
    for (const length of [1, 2, 19, 20]) {
      const symbol = await fill(21, length, countNul);
      expect(symbol.NameLen).toBe(countNul ? length + 1 : length);
      expect(symbol.Name).toBe(name.slice(0, length));
    }
  });

  it.each([true, false])('is cut if it does not fit, and NameLen tells its length', async (countNul) => {
    const symbol = await fill(10, 50, countNul);
    expect([symbol.Name, symbol.NameLen, symbol.MaxNameLen]).toEqual([name.slice(0, 9), countNul ? 51 : 50, 10]);
  });

  it('ends at the end of the structure if there is no NUL', () => {
    const symbol = SYMBOL_INFOW.alloc(6);
    const room = (symbol.bytes.length - 84) / 2;
    symbol.bytes.fill(0x61, 84);
    symbol.NameLen = 1000;
    expect(symbol.Name).toBe('\u6161'.repeat(room));
    const old = IMAGEHLP_SYMBOL64.alloc(6);
    old.bytes.fill(0x61, 28);
    expect(old.Name).toBe('a'.repeat(old.bytes.length - 28));
  });

  it('is text of the ANSI code page in SYMBOL_INFO', async () => {
    probe.fill('SymFromAddr');
    const symbol = SYMBOL_INFO.alloc(40);
    await probe.dll.SymFromAddr(key, 1n, null, symbol);
    expect(symbol.Name).toBe('probe:SymFromAddr');
  });

  it('can be written over any previous name', async () => {
    const symbol = await fill(100, 3, true);
    symbol.Name = 'a longer name';
    expect(symbol.Name).toBe('a longer name');
    symbol.Name = 'b';
    expect(symbol.Name).toBe('b');
    symbol.Name = '';
    expect(symbol.Name).toBe('');
  });

  it('is refused if it does not fit', () => {
    const symbol = SYMBOL_INFOW.alloc(6);
    expect(() => {
      symbol.Name = 'x'.repeat(100);
    }).toThrow(RangeError);
    expect(symbol.Name).toBe('');
  });
});

describe('text inside a structure', () => {
  it('fits with its NUL, but not without', () => {
    const module = IMAGEHLP_MODULEW64.alloc();
    module.ModuleName = 'x'.repeat(31);
    expect(module.ModuleName).toBe('x'.repeat(31));
    expect(() => {
      module.ModuleName = 'y'.repeat(32);
    }).toThrow('IMAGEHLP_MODULEW64.ModuleName must be at most 31 characters');
    expect([module.ModuleName, module.ImageName]).toEqual(['x'.repeat(31), '']);
  });

  it('leaves nothing of a longer text behind', () => {
    const module = IMAGEHLP_MODULEW64.alloc();
    module.ImageName = 'C:\\long\\path\\app.exe';
    module.ImageName = 'a';
    expect(Buffer.from(module.bytes.subarray(100, 100 + 512)).toString('utf16le')).toBe('a'.padEnd(256, '\0'));
  });

  it('that fills its member has no NUL, but can be read', () => {
    const module = IMAGEHLP_MODULEW64.alloc();
    module.bytes.set(Buffer.from('z'.repeat(32), 'utf16le'), 36);
    module.ImageName = 'next';
    expect(module.ModuleName).toBe('z'.repeat(32));
  });

  it('is UTF-16 or ANSI', () => {
    const wide = IMAGEHLP_MODULEW64.alloc();
    wide.ModuleName = '✓ 𝔘';
    expect(wide.ModuleName).toBe('✓ 𝔘');
    const ansi = IMAGEHLP_MODULE64.alloc();
    ansi.ModuleName = 'plain';
    expect(Buffer.from(ansi.bytes.subarray(36, 68)).toString('latin1')).toBe('plain'.padEnd(32, '\0'));
  });

  it('is refused with a NUL, and if it is no text', () => {
    const module = IMAGEHLP_MODULEW64.alloc();
    expect(() => {
      module.ModuleName = 'a\0b';
    }).toThrow(RangeError);
    expect(() => {
      module.ModuleName = 1 as never;
    }).toThrow('IMAGEHLP_MODULEW64.ModuleName must be a string');
  });
});

describe('a member', () => {
  it.each<[string, () => void, typeof TypeError | typeof RangeError]>([
    ['IMAGEHLP_LINEW64.LineNumber', () => (IMAGEHLP_LINEW64.alloc().LineNumber = -(2 ** 31) - 1), RangeError],
    ['IMAGEHLP_LINEW64.LineNumber', () => (IMAGEHLP_LINEW64.alloc().LineNumber = 2 ** 32), RangeError],
    ['IMAGEHLP_LINEW64.LineNumber', () => (IMAGEHLP_LINEW64.alloc().LineNumber = 1n as never), TypeError],
    ['IMAGEHLP_LINEW64.Address', () => (IMAGEHLP_LINEW64.alloc().Address = -1n), RangeError],
    ['IMAGEHLP_LINEW64.Address', () => (IMAGEHLP_LINEW64.alloc().Address = 2n ** 64n), RangeError],
    ['IMAGEHLP_LINEW64.Address', () => (IMAGEHLP_LINEW64.alloc().Address = '1' as never), TypeError],
    ['IMAGEHLP_LINEW64.Key', () => (IMAGEHLP_LINEW64.alloc().Key = 2n ** BigInt(pointerBits)), RangeError],
    ['IMAGEHLP_MODULEW64.Publics', () => (IMAGEHLP_MODULEW64.alloc().Publics = 1 as never), TypeError],
    ['GUID.Data2', () => (GUID.alloc().Data2 = 0x1_0000), RangeError],
    ['GUID.Data4[3]', () => (GUID.alloc().Data4 = [0, 1, 2, 256, 4, 5, 6, 7]), RangeError],
    ['GUID.Data4', () => (GUID.alloc().Data4 = [1, 2]), TypeError],
  ])('%s refuses a value that it cannot hold', (member, write, refusal) => {
    expect(write).toThrow(refusal);
    expect(write).toThrow(member);
  });

  it('accepts a safe integer for an address', () => {
    const line = IMAGEHLP_LINEW64.alloc();
    line.Address = 0x1_4000_1234 as never;
    expect(line.Address).toBe(0x1_4000_1234n);
  });

  it('that is a structure is a view of the same bytes', () => {
    const module = IMAGEHLP_MODULEW64.alloc();
    const { PdbSig70 } = module;
    PdbSig70.Data1 = 0x1234_5678;
    PdbSig70.Data4 = [1, 2, 3, 4, 5, 6, 7, 8];
    expect(module.PdbSig70.Data1).toBe(0x1234_5678);
    expect(Buffer.from(module.bytes).readUInt32LE(3204)).toBe(0x1234_5678);
    expect([...module.bytes.subarray(3212, 3220)]).toEqual([1, 2, 3, 4, 5, 6, 7, 8]);
  });
});

describe('a pointer to text', () => {
  const wordAt = (bytes: Uint8Array, offset: number): bigint =>
    pointerBits === 64 ? Buffer.from(bytes).readBigUInt64LE(offset) : BigInt(Buffer.from(bytes).readUInt32LE(offset));

  it('points to the written text for the DLL', async () => {
    const report = DBGHELP_DATA_REPORT_STRUCT.alloc();
    report.pBinPathNonExist = 'C:\\✓\\app.exe';
    await probe.dll.ReportSymbolLoadSummary(key, null, report);
    const copy = probe.records().at(-1)!.copies.get(2)!;
    const text = Buffer.from(probe.koffi.view(wordAt(copy, 0), 26)).toString('utf16le');
    expect(text).toBe('C:\\✓\\app.exe\0');
    expect(wordAt(copy, pointerBits / 8)).toBe(0n);
  });

  it('keeps its text as long as the view lives', () => {
    const views = Array.from({ length: 200 }, (_, at) => {
      const line = IMAGEHLP_LINEW64.alloc();
      line.FileName = `file ${String(at)}`;
      return line;
    });
    for (let round = 0; round < 5; round++) {
      collectGarbage();
      for (let at = 0; at < 500; at++) new Uint8Array(at % 60).fill(0xee);
    }
    expect(views.map(({ FileName }) => FileName)).toEqual(views.map((_, at) => `file ${String(at)}`));
  });

  it('reads text to which the DLL points', async () => {
    probe.fill('SymGetLineFromAddrW64');
    const line = IMAGEHLP_LINEW64.alloc();
    line.FileName = 'mine';
    await probe.dll.SymGetLineFromAddrW64(key, 1n, new Uint32Array(1), line);
    expect(line.FileName).toBe('probe');
  });

  it('is null if it points to unreadable memory', () => {
    const line = IMAGEHLP_LINEW64.alloc();
    const offset = pointerBits === 64 ? 24 : 12;
    expect(line.FileName).toBeNull();
    line.bytes[offset] = 0x10;
    expect(line.FileName).toBeNull();
  });
});

describe('at', () => {
  it('copies the bytes at an address', () => {
    const address = probe.arena();
    const guid = GUID.at(address);
    expect([guid.Data1, guid.Data2, guid.Data4]).toEqual([
      0x4342_4140,
      0x4544,
      [0x48, 0x49, 0x4a, 0x4b, 0x4c, 0x4d, 0x4e, 0x4f],
    ]);
    guid.Data1 = 1;
    expect(GUID.at(address).Data1).toBe(0x4342_4140);
  });

  it('copies a symbol with its whole name', () => {
    const name = 'scene::draw<int>'.repeat(5);
    const symbol = SYMBOL_INFOW.alloc(200);
    symbol.Name = name;
    symbol.NameLen = name.length;
    const copy = SYMBOL_INFOW.at(probe.koffi.address(symbol.bytes));
    symbol.bytes.fill(0xdd);
    expect([copy.Name, copy.NameLen, copy.SizeOfStruct]).toEqual([name, name.length, 88]);
  });

  it.each([0n, 16n, pointerBits === 64 ? 2n ** 47n + 4096n : 0xffff_f000n])(
    'is a RangeError where memory cannot be read: %s',
    (address) => {
      expect(() => GUID.at(address)).toThrow(RangeError);
      expect(() => GUID.at(address)).toThrow('GUID');
    },
  );

  it('refuses a value that is no address', () => {
    expect(() => GUID.at('1' as never)).toThrow(TypeError);
    expect(() => GUID.at(-1n)).toThrow(RangeError);
    expect(() => GUID.at(2n ** 64n)).toThrow('GUID.at: `address`');
  });
});

describe('a view shown to people', () => {
  it('is plain data: addresses in hex, text as text, structures as structures', () => {
    const module = IMAGEHLP_MODULEW64.alloc();
    module.BaseOfImage = 0xffff_f800_1234_0000n;
    module.ModuleName = 'app';
    module.PdbSig70.Data1 = 7;
    module.Publics = true;
    expect(JSON.parse(JSON.stringify(module))).toMatchObject({
      SizeOfStruct: 3264,
      BaseOfImage: '0xfffff80012340000',
      ModuleName: 'app',
      PdbSig70: { Data1: 7, Data2: 0, Data3: 0, Data4: [0, 0, 0, 0, 0, 0, 0, 0] },
      Publics: true,
    });
  });

  it('shows its name and its members when printed', () => {
    const line = IMAGEHLP_LINEW64.alloc();
    line.LineNumber = 42;
    line.FileName = 'scene.cpp';
    expect(inspect(line)).toMatch(/IMAGEHLP_LINEW64[^]+LineNumber: 42[^]+FileName: 'scene\.cpp'/);
  });
});

describe('the 32-bit name of a structure', () => {
  it('is the 64-bit structure on 64-bit Windows, and a different one on 32-bit Windows', async () => {
    const call = probe.dll.SymGetLineNext64(key, IMAGEHLP_LINE.alloc() as never);
    if (pointerBits === 64) {
      await expect(call).resolves.toBe(true);
      expect(IMAGEHLP_LINE.byteLength).toBe(IMAGEHLP_LINE64.byteLength);
    } else {
      await expect(call).rejects.toThrow(TypeError);
      expect([IMAGEHLP_LINE.byteLength, IMAGEHLP_LINE64.byteLength]).toEqual([20, 24]);
    }
  });
});
