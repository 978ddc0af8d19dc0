import { checkInteger } from '../../base/checks';
import type { SessionCore } from '../core';
import type { DataType, TypeReference } from './data-type';
import { formatType, isClass } from './format-type';
import { findType } from './types';
import { checkOptionNames, type OptionNames } from '../../base/option-names';

export interface FormatNamedTypeOptions {
  /** The number of levels of base classes and of members of class type to show in place; 0 by default. */
  readonly depth?: number | undefined;
}

const formatNamedTypeNames: OptionNames<FormatNamedTypeOptions> = { depth: true };

const mostLevels = 64;

/** @internal */
export async function formatNamedType(
  core: SessionCore,
  name: string,
  options: FormatNamedTypeOptions,
): Promise<string | null> {
  checkOptionNames(options, formatNamedTypeNames, 'SymbolSession.formatType');
  const depth = checkInteger(options.depth ?? 0, 0, mostLevels, 'SymbolSession.formatType: `depth`');
  const type = await findType(core, name);
  return type && formatType(type, { nested: await loadNested(type, depth), depth });
}

/** Loads the classes of members and bases, level by level. */
async function loadNested(type: DataType, depth: number): Promise<Map<number, DataType>> {
  const nested = new Map<number, DataType>();
  let level: readonly DataType[] = [type];
  for (let left = depth; left > 0; left--) {
    const inner: DataType[] = [];
    for (const reference of level.flatMap(partsOf)) {
      if (nested.has(reference.id)) continue;
      const part = await reference.load();
      nested.set(reference.id, part);
      inner.push(part);
    }
    level = inner;
  }
  return nested;
}

function partsOf(type: DataType): TypeReference[] {
  if (!isClass(type)) return [];
  return [...type.bases, ...type.members].map((part) => part.type).filter(({ kind }) => classKinds.has(kind));
}

const classKinds = new Set(['struct', 'class', 'union', 'interface']);
