import { BasicType, CV_call_e, SymTagEnum, UdtKind } from '../../../types/constants';
import type { BaseTypeKind, ClassKind, TypeKind } from './data-type';

/** The meaning of DbgHelp's numbers in C++. */

interface BasicMeaning {
  readonly base: BaseTypeKind;
  readonly signed: boolean;
  /** By size in bytes; 0 means any other size. */
  readonly names: Readonly<Record<number, string>>;
}

const meaning = (base: BaseTypeKind, signed: boolean, names: Readonly<Record<number, string>>): BasicMeaning => ({
  base,
  signed,
  names,
});

const longSizes = { 1: 'char', 2: 'short', 4: 'int', 8: '__int64', 16: '__int128' };

export const basicTypes: Readonly<Record<number, BasicMeaning>> = {
  // Stands for the further arguments of a variadic function.
  [BasicType.btNoType]: meaning('none', false, { 0: '...' }),
  [BasicType.btVoid]: meaning('none', false, { 0: 'void' }),
  [BasicType.btChar]: meaning('character', true, { 0: 'char' }),
  [BasicType.btWChar]: meaning('character', false, { 0: 'wchar_t' }),
  [BasicType.btInt]: meaning('integer', true, { ...longSizes, 0: 'int', 1: 'signed char' }),
  [BasicType.btUInt]: meaning(
    'integer',
    false,
    Object.fromEntries(Object.entries({ ...longSizes, 0: 'int' }).map(([size, name]) => [size, `unsigned ${name}`])),
  ),
  [BasicType.btFloat]: meaning('float', true, { 0: 'float', 2: '_Float16', 8: 'double', 10: 'long double' }),
  [BasicType.btBCD]: meaning('other', false, { 0: 'BCD' }),
  [BasicType.btBool]: meaning('boolean', false, { 0: 'bool' }),
  [BasicType.btLong]: meaning('integer', true, { 0: 'long' }),
  [BasicType.btULong]: meaning('integer', false, { 0: 'unsigned long' }),
  [BasicType.btCurrency]: meaning('other', false, { 0: 'CURRENCY' }),
  [BasicType.btDate]: meaning('other', false, { 0: 'DATE' }),
  [BasicType.btVariant]: meaning('other', false, { 0: 'VARIANT' }),
  [BasicType.btComplex]: meaning('other', false, { 0: '_Complex' }),
  [BasicType.btBit]: meaning('other', false, { 0: 'bit' }),
  [BasicType.btBSTR]: meaning('other', false, { 0: 'BSTR' }),
  [BasicType.btHresult]: meaning('integer', true, { 0: 'HRESULT' }),
  [BasicType.btChar16]: meaning('character', false, { 0: 'char16_t' }),
  [BasicType.btChar32]: meaning('character', false, { 0: 'char32_t' }),
  [BasicType.btChar8]: meaning('character', false, { 0: 'char8_t' }),
};

export const unknownBasicType: BasicMeaning = meaning('other', false, { 0: '<unknown>' });

export const classKinds: Readonly<Record<number, ClassKind>> = {
  [UdtKind.UdtStruct]: 'struct',
  [UdtKind.UdtClass]: 'class',
  [UdtKind.UdtUnion]: 'union',
  [UdtKind.UdtInterface]: 'interface',
};

/** Classes, and references among pointers, need a second question. */
export const kindsByTag: Readonly<Record<number, TypeKind>> = {
  [SymTagEnum.SymTagUDT]: 'struct',
  [SymTagEnum.SymTagEnum]: 'enum',
  [SymTagEnum.SymTagFunctionType]: 'function',
  [SymTagEnum.SymTagPointerType]: 'pointer',
  [SymTagEnum.SymTagArrayType]: 'array',
  [SymTagEnum.SymTagBaseType]: 'base',
  [SymTagEnum.SymTagTypedef]: 'typedef',
  [SymTagEnum.SymTagVTableShape]: 'vtable',
  [SymTagEnum.SymTagVTable]: 'vtable',
};

export const callingConventions: Readonly<Record<number, string>> = {
  [CV_call_e.CV_CALL_NEAR_C]: '__cdecl',
  [CV_call_e.CV_CALL_NEAR_PASCAL]: '__pascal',
  [CV_call_e.CV_CALL_NEAR_FAST]: '__fastcall',
  [CV_call_e.CV_CALL_NEAR_STD]: '__stdcall',
  [CV_call_e.CV_CALL_NEAR_SYS]: '__syscall',
  [CV_call_e.CV_CALL_THISCALL]: '__thiscall',
  [CV_call_e.CV_CALL_CLRCALL]: '__clrcall',
  [CV_call_e.CV_CALL_NEAR_VECTOR]: '__vectorcall',
};
