import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { DbgHelpError, dbghelp, type DbgHelpFunctionName } from '../../../lib';
import { readMemory, readString } from '../../../lib/win32/own-memory';
import { prototypes } from '../../../types/functions/prototypes';
import { win32 } from '../../../lib/win32/functions';
import { isStub, wineVersion } from '../../../lib/win32/wine';
import { can } from '../capabilities';
import { loadProbe, pointerBits, probePath, thrownBy, type Probe } from '../probe';

const known = JSON.parse(readFileSync(path.join(__dirname, '../wine-implements.json'), 'utf8')) as {
  readonly functions: Readonly<Record<string, 'implemented' | 'stub' | 'missing'>>;
  readonly only32: readonly string[];
};

const systemDll = path.join(process.env['SystemRoot']!, 'System32', 'dbghelp.dll');
const version = wineVersion();

let probe: Probe;

beforeAll(async () => {
  probe = await loadProbe();
});

const moduleOf = (file: string): bigint => BigInt(win32().LoadLibraryExW(file, 0, 0) as number | bigint);

const addressOf = (module: bigint, name: string): bigint =>
  BigInt(win32().GetProcAddress(module, name) as number | bigint);

/** The names in a loaded DLL's export table. */
function exportsOf(module: bigint): string[] {
  const word = (address: bigint): number => new DataView(readMemory(address, 4)!.buffer).getUint32(0, true);
  const at = (rva: number): bigint => module + BigInt(rva);
  const header = at(word(module + 0x3cn));
  const table = at(word(header + (pointerBits === 64 ? 0x88n : 0x78n)));
  const names = at(word(table + 32n));
  const count = word(table + 24n);
  return Array.from({ length: count }, (_, index) => readString(at(word(names + BigInt(index * 4))), 'ansi')!);
}

const namesOf = (status: string): string[] =>
  Object.entries(known.functions).flatMap(([name, own]) => {
    const elsewhere = pointerBits === 64 && known.only32.includes(name);
    return (elsewhere ? 'missing' : own) === status ? [name] : [];
  });

describe('Wine', () => {
  it('is detected by the function that gives its version', () => {
    const ntdll = probe.koffi.load('ntdll.dll');
    let told: unknown;
    try {
      told = ntdll.func('__cdecl', 'wine_get_version', 'str', [])();
    } catch {
      // This is Windows.
    }
    expect(version).toBe(told);
  });
});

if (!can('hasStubs')) {
  describe('the DLL under test', () => {
    it('has no export that is taken for a stub', () => {
      const module = moduleOf(systemDll);
      expect(exportsOf(module).filter((name) => isStub(addressOf(module, name), name))).toEqual([]);
    });

    it.skip('has its known stubs (not here: no DLL that has functions which end the process)', () => undefined);
  });
} else if (version?.startsWith('10.')) {
  describe('Wine’s DLL', () => {
    const module = moduleOf(systemDll);
    const names = exportsOf(module);

    it('exports the recorded functions', () => {
      expect([...names].sort()).toEqual([...namesOf('implemented'), ...namesOf('stub')].sort());
      expect(namesOf('stub')).toHaveLength(59);
    });

    it.each(namesOf('stub'))('has a stub for %s', (name) => {
      expect(isStub(addressOf(module, name), name)).toBe(true);
    });

    it.each(namesOf('implemented'))('has no stub for %s', (name) => {
      expect(addressOf(module, name)).not.toBe(0n);
      expect(isStub(addressOf(module, name), name)).toBe(false);
    });

    it.each(namesOf('missing'))('has no %s', (name) => {
      expect(addressOf(module, name)).toBe(0n);
    });
  });
} else {
  it.skip(`what Wine ${String(version)} implements is not recorded: only Wine 10 is`, () => undefined);
}

describe('the code of a stub', () => {
  /** Code that refers to texts, and the texts, in separate memory. */
  const codeAbout = (...texts: readonly string[]): { readonly address: bigint; readonly memory: Buffer } => {
    const memory = Buffer.alloc(1024);
    const address = probe.koffi.address(memory);
    texts.forEach((text, index) => {
      const textAt = 256 + index * 64;
      memory.write(text, textAt, 'latin1');
      const instruction = 4 + index * 7;
      const reference = instruction + 3;
      memory.set(pointerBits === 64 ? [0x48, 0x8d, 0x0d] : [0xc7, 0x04, 0x24], instruction);
      if (pointerBits === 64) memory.writeInt32LE(textAt - (reference + 4), reference);
      else memory.writeUInt32LE(Number(address) + textAt, reference);
    });
    return { address, memory };
  };

  it.each<[readonly string[], boolean]>([
    [['dbghelp.dll', 'SymPrev'], true],
    [['SymPrev', 'dbghelp.dll'], true],
    [['dbghelp.dll'], false],
    [['SymPrev'], false],
    [['dbghelp.dll', 'SymPrevW'], false],
    [['dbghelp.dll', 'SymPre'], false],
    [['imagehlp.dll', 'SymPrev'], false],
  ])('refers to the names of DLL and function: %j, %p', (texts, expected) => {
    const { address, memory } = codeAbout(...texts);
    expect(isStub(address, 'SymPrev')).toBe(expected);
    expect(memory).toHaveLength(1024);
  });

  it('is in none of the probe’s functions', () => {
    const module = moduleOf(probePath);
    const names = exportsOf(module);
    expect(names.length).toBeGreaterThan(200);
    expect(names.filter((name) => isStub(addressOf(module, name), name))).toEqual([]);
  });

  it('belongs to only one name', () => {
    const module = moduleOf(systemDll);
    const address = addressOf(module, 'SymEnumLinesW');
    const taken = ['SymEnumLinesW', 'SymEnumLines', 'SymEnumLinesWW', 'SymPrev'];
    expect(taken.filter((name) => isStub(address, name))).toEqual(can('hasStubs') ? ['SymEnumLinesW'] : []);
  });

  it.each([0n, 1n, 0x1000n])('is not found if nothing can be read: %p', (address) => {
    expect(isStub(address, 'SymEnumLinesW')).toBe(false);
  });
});

if (can('hasStubs')) {
  const bound = Object.keys(prototypes) as DbgHelpFunctionName[];
  const stubs = bound.filter((name) => {
    const { on64 } = prototypes[name] as { readonly on64?: string };
    return known.functions[pointerBits === 64 && on64 !== undefined ? on64 : name] === 'stub';
  });

  describe('a stub', () => {
    it('is reported as missing', () => {
      expect(stubs.length).toBeGreaterThan(20);
      expect(stubs.filter((name) => dbghelp.has(name))).toEqual([]);
      expect(stubs.filter((name) => !probe.dll.has(name))).toEqual([]);
    });

    it.each(stubs)('is refused with function, DLL and Wine’s version: %s', async (name) => {
      const call = dbghelp[name].bind(dbghelp) as (...args: unknown[]) => Promise<unknown>;
      const error: unknown = await call().catch((thrown: unknown) => thrown);
      expect(error).toBeInstanceOf(DbgHelpError);
      expect(error).toMatchObject({ code: 'DBGHELP_NOT_IMPLEMENTED', api: name, win32Code: undefined });
      const { message } = error as Error;
      for (const part of [name, dbghelp.path, `Wine ${String(version)}`]) expect(message).toContain(part);
    });

    it('is refused through a token, too, and the gate stays free', async () => {
      const refusal = await dbghelp.run((api) => thrownBy(() => api.SymEnumLinesW));
      expect(refusal).toMatchObject({ code: 'DBGHELP_NOT_IMPLEMENTED', api: 'SymEnumLinesW' });
      await expect(dbghelp.SymGetOptions()).resolves.toEqual(expect.any(Number));
    });

    it('would end the process, unlike an implemented function', () => {
      const call = (name: string): ReturnType<typeof spawnSync> => {
        const program = `
          const koffi = require('koffi');
          const f = koffi.load(${JSON.stringify(systemDll)}).func('__stdcall', '${name}', 'int', []);
          f();
          process.exitCode = 7;
        `;
        return spawnSync(process.execPath, ['--eval', program], { cwd: path.join(__dirname, '../../..') });
      };
      expect(call('SymGetOptions').status).toBe(7);
      expect(call('SymEnumLinesW').status).not.toBe(7);
    });
  });
}
