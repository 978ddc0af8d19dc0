import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { structures } from '../../lib/native/abi/structures';
import { effectiveDefinition, layoutOf, type Architecture, type StructDefinition } from '../../lib/native/layout';

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

/** Not in the headers that were measured: GUID by its definition, checked again where other structures contain it. */
const guid: KnownLayout = {
  size: 16,
  align: 4,
  fields: { Data1: [0, 4], Data2: [4, 2], Data3: [6, 2], Data4: [8, 8] },
};

function knownLayout(definition: StructDefinition, architecture: Architecture): KnownLayout | undefined {
  if (definition.name === 'GUID') return guid;
  const { name } = effectiveDefinition(definition, architecture);
  return known[architecture][name];
}

/** A member whose C name every view already uses for something else has an underscore after it. */
const cName = (name: string): string => name.replace(/_$/, '');

function computedLayout(definition: StructDefinition, architecture: Architecture): KnownLayout {
  const { size, align, fields } = layoutOf(definition, architecture);
  return {
    size,
    align,
    fields: Object.fromEntries(fields.map((field) => [cName(field.name), [field.offset, field.size] as const])),
  };
}

describe.each(architectures)('on %s', (architecture) => {
  const present = definitions.filter((definition) => knownLayout(definition, architecture));

  it.each(present.map((definition) => [definition.name, definition] as const))(
    '%s has the size, the alignment and the members that C gives it',
    (_name, definition) => {
      expect(computedLayout(definition, architecture)).toEqual(knownLayout(definition, architecture));
    },
  );

  it('only structures of 32-bit DLLs have no known layout', () => {
    const missing = definitions.filter((definition) => !present.includes(definition)).map(({ name }) => name);
    expect(missing).toEqual(architecture === 'x86' ? [] : ['IMAGE_DEBUG_INFORMATION']);
  });
});

describe('the tables of structures', () => {
  it.each(Object.entries(structures))('%s is filed under its own name', (name, definition) => {
    expect(definition.name).toBe(name);
  });

  it.each(definitions.map((definition) => [definition.name, definition] as const))(
    '%s has a 64-bit form if it is one of the 32-bit originals, and only then',
    (name, definition) => {
      const original = name in known.x86 && !(name in known.x64) && name !== 'IMAGE_DEBUG_INFORMATION';
      expect(definition.on?.x64 !== undefined).toBe(original);
    },
  );

  it.each(definitions.map((definition) => [definition.name, definition] as const))(
    '%s names members of its own as size and trailing array',
    (_name, { fields, sizeField, trailing }) => {
      const named = [sizeField, trailing?.field, trailing?.capacity, trailing?.length];
      expect(Object.keys(fields)).toEqual(expect.arrayContaining(named.filter((name) => name !== undefined)));
    },
  );

  it('a symbol is 88 bytes with its name at 84, whatever the architecture', () => {
    for (const architecture of architectures) {
      for (const definition of [structures.SYMBOL_INFO, structures.SYMBOL_INFOW]) {
        const { size, fields } = layoutOf(definition, architecture);
        expect(size).toBe(88);
        expect(fields.find(({ name }) => name === 'Name')?.offset).toBe(84);
      }
    }
  });
});
