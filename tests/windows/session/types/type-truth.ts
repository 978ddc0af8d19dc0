import { readFileSync } from 'node:fs';
import path from 'node:path';

/** The facts of llvm-pdbutil about types, and this package's names for them; see ../fixtures/README.md. */

export interface TrueType {
  readonly kind: string;
  readonly name?: string;
  readonly size?: number;
  readonly to?: TrueType;
  readonly of?: TrueType;
  readonly count?: number;
  readonly convention?: string;
  readonly class?: string;
  readonly returns?: TrueType;
  readonly parameters?: readonly TrueType[];
}

export interface TrueTypes {
  readonly udts: readonly {
    readonly kind: string;
    readonly name: string;
    readonly size: number;
    readonly vtableSlots?: number;
    readonly bases?: readonly { readonly name: string; readonly offset?: number; readonly virtual?: boolean }[];
    readonly members?: readonly {
      readonly name: string;
      readonly offset: number;
      readonly type: TrueType;
      readonly bits?: { readonly position: number; readonly length: number };
    }[];
    readonly statics?: readonly { readonly name: string; readonly type: TrueType }[];
    readonly methods?: readonly { readonly name: string; readonly type: TrueType }[];
  }[];
  readonly enums: readonly {
    readonly name: string;
    readonly underlying: string;
    readonly size: number;
    readonly values: readonly { readonly name: string; readonly value: string }[];
  }[];
  readonly typedefs: readonly { readonly name: string; readonly size: number; readonly type: TrueType }[];
}

export const trueTypes = (of: string): TrueTypes =>
  JSON.parse(readFileSync(path.join(__dirname, `../../../fixtures/truth/${of}-types.json`), 'utf8')) as TrueTypes;

const spelledAs: Readonly<Record<string, string>> = { unsigned: 'unsigned int' };

/** The C++ name in this package's form: without `const`, which DbgHelp does not give. */
export function spell(type: TrueType, inner = ''): string {
  switch (type.kind) {
    case 'pointer':
    case 'memberPointer':
      return spell(type.to!, `*${inner}`);
    case 'reference':
      return spell(type.to!, `&${inner}`);
    case 'array':
      return spell(type.of!, `${/^[*&]/.test(inner) ? `(${inner})` : inner}[${String(type.count)}]`);
    case 'function': {
      const parameters = type.parameters!.map((parameter) => spell(parameter)).join(', ') || 'void';
      const convention = `__${type.convention!}`;
      return spell(type.returns!, `${inner === '' ? convention : `(${convention} ${inner})`}(${parameters})`);
    }
    default:
      return [spelledAs[type.name!] ?? type.name!, inner].filter((part) => part !== '').join(' ');
  }
}

/** Wine's DLL gives references as pointers: one form for both. */
export const withoutReferences = (name: string): string => name.replaceAll('&', '*');
