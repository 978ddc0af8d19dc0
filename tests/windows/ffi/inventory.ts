import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { dbghelp, type DbgHelpFunctionName } from '../../../lib';
import { variant } from '../fixtures';

/** The probe's own inventory of DbgHelp, which shares nothing with the package's tables. */

type OfBothMachines = readonly [x86: number, x64: number];

export interface Parameter {
  readonly name: string;
  readonly type: string;
  readonly direction: 'in' | 'out' | 'inout';
  readonly kind:
    | 'value'
    | 'handle'
    | 'pointer'
    | 'string'
    | 'wideString'
    | 'text'
    | 'bytes'
    | 'array'
    | 'scalar'
    | 'pointerScalar'
    | 'struct'
    | 'callback'
    | 'typeInfo';
  /** The size in the argument list in bytes. */
  readonly size: OfBothMachines;
  /** The size of a pointer's target in bytes. */
  readonly target?: OfBothMachines;
  /** The size of one element in bytes. */
  readonly unit?: number;
  /** The parameter with the number of elements. */
  readonly length?: string;
  readonly struct?: string;
  readonly sizeField?: string;
  /** For a callback: the parameter that is passed to it. */
  readonly context?: string;
}

export interface InventoryFunction {
  readonly name: DbgHelpFunctionName;
  readonly returns: string;
  readonly x86Only?: true;
  readonly x64AliasOf?: string;
  readonly parameters: readonly Parameter[];
}

export interface InventoryCallback {
  readonly name: string;
  readonly returns: string;
  readonly parameters: readonly Pick<Parameter, 'name' | 'type' | 'size'>[];
}

interface Inventory {
  readonly functions: readonly InventoryFunction[];
  readonly callbacks: readonly InventoryCallback[];
  readonly structs: readonly {
    readonly name: string;
    readonly fields: Readonly<Record<string, readonly [x86: readonly number[], x64: readonly number[]]>>;
  }[];
}

const { functions, callbacks, structs } = JSON.parse(
  readFileSync(join(__dirname, '../../fixtures/probe/inventory.json'), 'utf8'),
) as Inventory;
const machine = variant === 'x86' ? 0 : 1;

/** The value of a pair for this process. */
export function here(pair: OfBothMachines): number {
  return pair[machine];
}

/** The functions that the package binds and this process can call. */
export const boundFunctions = functions.filter(
  ({ name, x86Only, x64AliasOf }) => name in dbghelp && (machine === 0 || !x86Only || x64AliasOf !== undefined),
);

/** The 64-bit form of a 32-bit original. */
export function form64Of(declared: InventoryFunction): InventoryFunction {
  return functions.find(({ name }) => name === declared.x64AliasOf) ?? declared;
}

/** A function with the ABI of its name in this process. */
export function abiOf(declared: InventoryFunction): InventoryFunction {
  return machine === 0 ? declared : { ...form64Of(declared), name: declared.name };
}

/** The export that a call reaches: on 64-bit Windows a 32-bit name means the 64-bit function. */
export function exportOf(declared: InventoryFunction): DbgHelpFunctionName {
  return machine === 0 ? declared.name : form64Of(declared).name;
}

/** What functions accept for a PVOID of C: an address, memory, or either. */
export function pointerTakes({ name }: Parameter): 'addresses' | 'memory' | 'both' {
  if (name === 'Buffer') return 'memory';
  return ['Base', 'BaseOfDump', 'ContextRecord', 'MappedImage', 'id'].includes(name) ? 'both' : 'addresses';
}

/** DbgHelp has its own functions for these callbacks, so their addresses are accepted, too. */
export const isRoutine = ({ type }: Pick<Parameter, 'type'>): boolean => /^P.*_ROUTINE(64)?$|^PGET_TARGET/.test(type);

/** These compare two file names in place, so buffers are accepted instead of strings. */
export const takesTextBuffers = ({ name }: InventoryFunction): boolean => name.startsWith('SymMatchFileName');

export function callbackNamed(type: string): InventoryCallback {
  const found = callbacks.find(({ name }) => name === type);
  if (!found) throw new Error(`no callback ${type} in the inventory`);
  return found;
}

/** The offset of a structure's member; undefined for an unknown member. */
export function offsetOf(struct: string, member: string): number | undefined {
  const place = structs.find(({ name }) => name === struct)?.fields[member];
  return place?.[machine][0];
}
