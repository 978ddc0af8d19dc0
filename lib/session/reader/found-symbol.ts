import { SymTagEnum, SYMFLAG } from '../../../types/constants';
import type { SYMBOL_INFOW } from '../../ffi/structures';
import type { SymbolModule } from '../modules/module';
import { jsonReady } from '../../base/json-ready';

/**
 * The kind of a symbol, by its tag and flags. `'public'` is a name for the linker, often beside a private symbol of the
 * same function or variable; `'export'` comes from an image's export table, `'virtual'` from SymAddSymbolW.
 */
export type SymbolKind =
  | 'function'
  | 'data'
  | 'public'
  | 'export'
  | 'constant'
  | 'parameter'
  | 'local'
  | 'label'
  | 'thunk'
  | 'block'
  | 'inlined'
  | 'type'
  | 'virtual'
  | 'other';

/** A symbol found by its name. */
export interface FoundSymbol {
  readonly name: string;
  /** True if the name has the greatest length in some DLLs, so that it may be cut. */
  readonly nameCut?: true;
  /** 0 for a constant; for locals, an offset from a register or frame. */
  readonly address: bigint;
  /** Bytes between the module's base and the symbol. Absent if the symbol has no place in the module. */
  readonly rva?: number;
  readonly module: string;
  /** Bytes; 0 if DbgHelp does not know it, as for public symbols. */
  readonly size: number;
  readonly kind: SymbolKind;
  /** Whether it is a public symbol or an export: it has a name and an address, but no known type. */
  readonly isPublic: boolean;
  /** The kind of symbol as a SymTagEnum value. */
  readonly tag: number;
  /** SYMFLAG bits. */
  readonly flags: number;
  /** The index of its type, valid in this module and session; 0 if it has none. */
  readonly typeIndex: number;
  /** Distinguishes the symbol from others of the module, in this session. */
  readonly index: number;
  /** The value of a constant, read according to its type. */
  readonly value?: bigint;
}

/**
 * The members of SYMBOL_INFO that make a symbol.
 *
 * @internal
 */
export type SymbolFields = Pick<
  SYMBOL_INFOW,
  'Name' | 'Address' | 'Size' | 'Tag' | 'Flags' | 'TypeIndex' | 'Index' | 'Value'
>;

/** Flags that say more than the tag; the first one that is set counts. */
const kindsByFlag: readonly (readonly [flag: number, kind: SymbolKind])[] = [
  [SYMFLAG.VIRTUAL, 'virtual'],
  [SYMFLAG.PARAMETER, 'parameter'],
  [SYMFLAG.LOCAL, 'local'],
  [SYMFLAG.CONSTANT | SYMFLAG.VALUEPRESENT, 'constant'],
];

const kindsByTag: Readonly<Record<number, SymbolKind>> = {
  [SymTagEnum.SymTagFunction]: 'function',
  [SymTagEnum.SymTagData]: 'data',
  [SymTagEnum.SymTagPublicSymbol]: 'public',
  [SymTagEnum.SymTagExport]: 'export',
  [SymTagEnum.SymTagLabel]: 'label',
  [SymTagEnum.SymTagThunk]: 'thunk',
  [SymTagEnum.SymTagBlock]: 'block',
  [SymTagEnum.SymTagInlineSite]: 'inlined',
  [SymTagEnum.SymTagInlinee]: 'inlined',
  [SymTagEnum.SymTagUDT]: 'type',
  [SymTagEnum.SymTagEnum]: 'type',
  [SymTagEnum.SymTagTypedef]: 'type',
  [SymTagEnum.SymTagBaseType]: 'type',
  [SymTagEnum.SymTagPointerType]: 'type',
  [SymTagEnum.SymTagArrayType]: 'type',
  [SymTagEnum.SymTagFunctionType]: 'type',
};

const anyFlag = kindsByFlag.reduce((all, [flag]) => all | flag, 0);

/** @internal */
export function kindOf(
  { Tag, Flags }: Pick<SymbolFields, 'Tag' | 'Flags'>,
  module: SymbolModule | undefined,
): SymbolKind {
  if ((Flags & anyFlag) !== 0) return kindsByFlag.find(([flag]) => (Flags & flag) !== 0)![1];
  const byTag = kindsByTag[Tag] ?? 'other';
  // Some DLLs mark all public symbols of a PDB that are no functions as exports.
  const exported = (Flags & SYMFLAG.EXPORT) !== 0 && module?.symbolType !== 'pdb';
  return exported && (byTag === 'public' || byTag === 'other') ? 'export' : byTag;
}

/** @internal */
export const isConstant = ({ Flags }: Pick<SymbolFields, 'Flags'>): boolean =>
  (Flags & (SYMFLAG.CONSTANT | SYMFLAG.VALUEPRESENT)) !== 0 && (Flags & notConstants) === 0;

const notConstants = SYMFLAG.VIRTUAL | SYMFLAG.PARAMETER | SYMFLAG.LOCAL;

/** Some DLLs give this size to public symbols, which have none. */
const sizeOfPublics = 1;

/** MAX_SYM_NAME is 2,000, and Microsoft's DLL has buffers of 2,048 characters: it cuts longer names. */
const longestName = 2047;

/**
 * Whether the DLL itself may have cut a name.
 *
 * @internal
 */
export const isCut = (name: string): boolean => name.length === longestName;

/** @internal */
export function foundSymbol(
  fields: SymbolFields,
  module: SymbolModule | undefined,
  value: bigint = fields.Value,
  name = fields.Name,
): FoundSymbol {
  const { Size, Tag: tag, Flags: flags, TypeIndex: typeIndex, Index: index } = fields;
  const kind = kindOf(fields, module);
  // Some DLLs leave a previous address in a constant.
  const address = kind === 'constant' ? 0n : fields.Address;
  const isPublic = kind === 'public' || kind === 'export';
  const size = isPublic && Size === sizeOfPublics ? 0 : Size;
  const moduleName = module?.name ?? '';
  // An object literal in full: spreading takes as long as all the rest.
  const found: { -readonly [Member in keyof FoundSymbol]: FoundSymbol[Member] } = module?.contains(address)
    ? {
        name,
        address,
        rva: Number(address - module.base),
        module: moduleName,
        size,
        kind,
        isPublic,
        tag,
        flags,
        typeIndex,
        index,
      }
    : { name, address, module: moduleName, size, kind, isPublic, tag, flags, typeIndex, index };
  if (isCut(name)) found.nameCut = true;
  if (kind === 'constant') found.value = value;
  return jsonReady(found);
}
