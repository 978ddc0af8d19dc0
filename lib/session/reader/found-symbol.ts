import { SymTagEnum, SYMFLAG } from '../../../types/constants';
import type { SYMBOL_INFOW } from '../../../types/structures';
import type { SymbolModule } from '../modules/module';
import { jsonReady } from '../../base/json-ready';

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
  /** True where the name is as long as names get in some DLLs, and may go on. */
  readonly nameCut?: true;
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
  /** Of a constant, as its type says. */
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

const anyFlag = kindsByFlag.reduce((all, [flag]) => all | flag, 0);

/** @internal */
export function kindOf(
  { Tag, Flags }: Pick<SymbolFields, 'Tag' | 'Flags'>,
  module: SymbolModule | undefined,
): SymbolKind {
  if ((Flags & anyFlag) !== 0) return kindsByFlag.find(([flag]) => (Flags & flag) !== 0)![1];
  const byTag = kindsByTag[Tag] ?? 'other';
  // Of a PDB's public symbols, some DLLs say that all those which are no functions are exports.
  const exported = (Flags & SYMFLAG.EXPORT) !== 0 && module?.symbolType !== 'pdb';
  return exported && (byTag === 'public' || byTag === 'other') ? 'export' : byTag;
}

/** @internal */
export const isConstant = ({ Flags }: Pick<SymbolFields, 'Flags'>): boolean =>
  (Flags & (SYMFLAG.CONSTANT | SYMFLAG.VALUEPRESENT)) !== 0 && (Flags & notConstants) === 0;

const notConstants = SYMFLAG.VIRTUAL | SYMFLAG.PARAMETER | SYMFLAG.LOCAL;

/** Some DLLs say this of public symbols, which have no size. */
const sizeOfPublics = 1;

/** MAX_SYM_NAME is 2,000, and the buffers of Microsoft's DLL have 2,048: of longer names it knows no more. */
const longestName = 2047;

/**
 * Whether a name may have been cut by the DLL itself.
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
  // Some DLLs leave in a constant's what was there before.
  const address = kind === 'constant' ? 0n : fields.Address;
  const isPublic = kind === 'public' || kind === 'export';
  const size = isPublic && Size === sizeOfPublics ? 0 : Size;
  const moduleName = module?.name ?? '';
  // Written out: spreading takes as long as all the rest.
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
