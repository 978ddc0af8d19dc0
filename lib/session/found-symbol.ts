import { SymTagEnum, SYMFLAG } from '../../types/constants';
import type { SYMBOL_INFOW } from '../../types/structures';
import type { SymbolModule } from './module';

/**
 * What a symbol is, by its tag and flags. `'public'` is a name for the linker, often beside a private symbol of the same
 * function or variable; `'export'` comes from an image's export table, `'virtual'` from SymAddSymbolW.
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
  /** 0 for a constant; for locals, an offset from a register or frame. */
  readonly address: bigint;
  /** Bytes between the module's base and the symbol. Absent where the symbol has no place in the module. */
  readonly rva?: number;
  readonly module: string;
  /** Bytes; 0 where DbgHelp does not know, as for public symbols. */
  readonly size: number;
  readonly kind: SymbolKind;
  /** Whether it is a public symbol or an export: a name and an address, of no known type. */
  readonly isPublic: boolean;
  /** SymTagEnum: what kind of symbol it is. */
  readonly tag: number;
  /** SYMFLAG bits. */
  readonly flags: number;
  /** The symbol's type, for questions about this module in this session; 0 where there is none. */
  readonly typeIndex: number;
  /** Tells the symbol from the module's others, in this session. */
  readonly index: number;
  /** Of a constant. */
  readonly value?: bigint;
}

/**
 * What a symbol is made of.
 *
 * @internal
 */
export type SymbolFields = Pick<
  SYMBOL_INFOW,
  'Name' | 'Address' | 'Size' | 'Tag' | 'Flags' | 'TypeIndex' | 'Index' | 'Value'
>;

/** The first that is set says more than the tag. */
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

/** @internal */
export function kindOf(
  { Tag, Flags }: Pick<SymbolFields, 'Tag' | 'Flags'>,
  module: SymbolModule | undefined,
): SymbolKind {
  const byFlag = kindsByFlag.find(([flag]) => (Flags & flag) !== 0);
  if (byFlag) return byFlag[1];
  const byTag = kindsByTag[Tag] ?? 'other';
  // Of a PDB's public symbols, Wine's DLL says that all those which are no functions are exports.
  const exported = (Flags & SYMFLAG.EXPORT) !== 0 && module?.symbolType !== 'pdb';
  return exported && (byTag === 'public' || byTag === 'other') ? 'export' : byTag;
}

/** Wine's DLL says this of public symbols, which have no size. */
const sizeOfPublics = 1;

/** @internal */
export function foundSymbol(fields: SymbolFields, module: SymbolModule | undefined): FoundSymbol {
  const { Name, Address, Size, Tag, Flags, TypeIndex, Index } = fields;
  const kind = kindOf(fields, module);
  const isPublic = kind === 'public' || kind === 'export';
  return {
    name: Name,
    address: Address,
    ...(module?.contains(Address) ? { rva: Number(Address - module.base) } : {}),
    module: module?.name ?? '',
    size: isPublic && Size === sizeOfPublics ? 0 : Size,
    kind,
    isPublic,
    tag: Tag,
    flags: Flags,
    typeIndex: TypeIndex,
    index: Index,
    ...(kind === 'constant' ? { value: fields.Value } : {}),
  };
}
