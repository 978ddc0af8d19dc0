import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as structures from '../../types/structures';
import type { Architecture, StructDefinition } from '../../types/structures/definition';
import { effectiveDefinition, layoutOf, type Layout } from '../../lib/ffi/layout';

interface KnownLayout {
  readonly size: number;
  readonly align: number;
  readonly fields: Readonly<Record<string, readonly [offset: number, bytes: number]>>;
}

const known = JSON.parse(readFileSync(join(__dirname, 'layouts.json'), 'utf8')) as Record<
  Architecture,
  Readonly<Record<string, KnownLayout>>
>;
const architectures = ['x64', 'x86', 'arm64'] as const;
const definitions: readonly StructDefinition[] = Object.values(structures);

/** Not in the measured headers: GUID, taken from its definition and checked in the structures that contain it. */
const guid: KnownLayout = {
  size: 16,
  align: 4,
  fields: { Data1: [0, 4], Data2: [4, 2], Data3: [6, 2], Data4: [8, 8] },
};

/** This package's names for the CONTEXT of each architecture; none of them contains a pointer. */
const contexts: Readonly<Record<string, Architecture>> = {
  CONTEXT_AMD64: 'x64',
  CONTEXT_X86: 'x86',
  ARM64_NT_CONTEXT: 'arm64',
};

function knownLayout(definition: StructDefinition, architecture: Architecture): KnownLayout | undefined {
  if (definition.structName === 'GUID') return guid;
  const { structName: name } = effectiveDefinition(definition, architecture);
  const context = contexts[name];
  return known[architecture][name] ?? (context && known[context]['CONTEXT']);
}

/** A member whose C name has another meaning in views ends with an underscore. */
const cName = (name: string): string => name.replace(/_$/, '');

/**
 * The members in the form of the record: paths for members of inner structures, and one entry for the bits of a unit.
 */
function members({ fields }: Layout, architecture: Architecture, path = '', start = 0): KnownLayout['fields'] {
  const entries = fields.flatMap(({ name, offset, size, struct, bits }) => {
    const own = bits ? `${path}_bitfield` : path + cName(name);
    const inside = struct?.structName.includes('.')
      ? Object.entries(members(layoutOf(struct, architecture), architecture, `${own}.`, start + offset))
      : [];
    return [[own, [start + offset, size]] as const, ...inside];
  });
  return Object.fromEntries(entries);
}

function computedLayout(definition: StructDefinition, architecture: Architecture): KnownLayout {
  const layout = layoutOf(definition, architecture);
  return { size: layout.size, align: layout.align, fields: members(layout, architecture) };
}

describe.each(architectures)('on %s', (architecture) => {
  const present = definitions.filter((definition) => knownLayout(definition, architecture));

  it.each(present.map((definition) => [definition.structName, definition] as const))(
    '%s has the size, the alignment and the members that C gives it',
    (_name, definition) => {
      expect(computedLayout(definition, architecture)).toEqual(knownLayout(definition, architecture));
    },
  );

  it('only structures of 32-bit DLLs have no recorded layout', () => {
    const missing = definitions
      .filter((definition) => !present.includes(definition))
      .map(({ structName }) => structName);
    expect(missing).toEqual(architecture === 'x86' ? [] : ['IMAGE_DEBUG_INFORMATION']);
  });
});

const descriptorBits =
  'BaseMid 0 8, Type 8 5, Dpl 13 2, Pres 15 1, LimitHi 16 4, Sys 20 1, Reserved_0 21 1, Default_Big 22 1, Granularity 23 1, BaseHi 24 8';

/** The first bit of each, and the number of bits. */
const knownBitFields: Readonly<Record<string, string>> = {
  FPO_DATA: 'cbProlog 0 8, cbRegs 8 3, fHasSEH 11 1, fUseBP 12 1, reserved 13 1, cbFrame 14 2',
  IMAGE_ARM64_RUNTIME_FUNCTION_ENTRY:
    'Flag 0 2, FunctionLength 2 11, RegF 13 3, RegI 16 4, H 20 1, CR 21 2, FrameSize 23 9',
  IMAGE_DELAYLOAD_DESCRIPTOR: 'RvaBased 0 1, ReservedAttributes 1 31',
  IMAGE_TLS_DIRECTORY32: 'Reserved0 0 20, Alignment 20 4, Reserved1 24 8',
  IMAGE_TLS_DIRECTORY64: 'Reserved0 0 20, Alignment 20 4, Reserved1 24 8',
  LDT_ENTRY: descriptorBits,
  WOW64_LDT_ENTRY: descriptorBits,
  XSTATE_CONFIGURATION: 'OptimizedSave 0 1, CompactionEnabled 1 1, ExtendedFeatureDisable 2 1',
};

/** Includes those of inner structures. */
function bitFields({ fields }: Layout): string[] {
  return fields.flatMap(({ name, bits, struct }) => {
    if (bits) return [[name, bits.first, bits.count].join(' ')];
    return struct?.structName.includes('.') ? bitFields(layoutOf(struct, 'x64')) : [];
  });
}

describe('the tables of structures', () => {
  it.each(Object.entries(structures))('%s is under its own name', (name, definition) => {
    expect(definition.structName).toBe(name === 'CONTEXT' ? 'CONTEXT_AMD64' : name);
  });

  it('have all structures of the record', () => {
    const recorded = new Set(architectures.flatMap((architecture) => Object.keys(known[architecture])));
    expect([...recorded].filter((name) => !(name in structures))).toEqual([]);
    expect(recorded.size).toBe(190);
  });

  it.each(Object.entries<StructDefinition>(structures))(
    '%s has its bit-fields one after the other, the lowest first, and those that C has',
    (name, definition) => {
      expect(bitFields(layoutOf(definition, 'x64')).join(', ')).toBe(knownBitFields[name] ?? '');
    },
  );

  it.each(Object.entries<StructDefinition>(structures).filter(([name]) => name !== 'CONTEXT'))(
    '%s has a 64-bit form if it is one of the 32-bit originals, and only then',
    (name, definition) => {
      const original = name in known.x86 && !(name in known.x64) && name !== 'IMAGE_DEBUG_INFORMATION';
      expect(definition.on?.x64 !== undefined).toBe(original);
    },
  );

  it.each(definitions.map((definition) => [definition.structName, definition] as const))(
    '%s names members of its own as size and trailing array, and as what it has grown by',
    (_name, { fields, sizeField, trailing, grown = [] }) => {
      const named = [sizeField, trailing?.field, trailing?.capacity, trailing?.length, ...grown];
      expect(Object.keys(fields)).toEqual(expect.arrayContaining(named.filter((name) => name !== undefined)));
    },
  );

  it('a symbol is 88 bytes with its name at 84, on all architectures', () => {
    for (const architecture of architectures) {
      for (const definition of [structures.SYMBOL_INFO, structures.SYMBOL_INFOW]) {
        const { size, fields } = layoutOf(definition, architecture);
        expect(size).toBe(88);
        expect(fields.find(({ name }) => name === 'Name')?.offset).toBe(84);
      }
    }
  });
});
