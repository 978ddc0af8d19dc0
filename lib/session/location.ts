import { checkUnsigned, outOfRange, wrongType } from '../base/checks';
import { SymbolModule, type ModuleOwner } from './modules/module';
import { partsOfName } from './names/symbol-mask';
import { checkMisspelledNames, type OptionNames } from '../base/option-names';

/**
 * A place in code: an address, an offset into a module, or text as debuggers and `formatAddress` print it:
 * `'0x140001234'`, `` '00000001`40001234' ``, `'app+0x1234'`, `'app!render::draw+0x10'`, `'app!main'`. Numbers in text
 * are hexadecimal, with or without `0x`. A number of only decimal digits could mean either, so it is refused.
 */
export type Location =
  bigint | number | string | { readonly module: SymbolModule | string; readonly rva: bigint | number };

/** An address, or an offset into a module that may not be loaded. */
export type PlainLocation = bigint | { readonly module: string; readonly rva: bigint };

/** A symbol plus an offset. */
export interface NamedLocation {
  /** Undefined for any module. */
  readonly module: string | undefined;
  readonly name: string;
  readonly offset: bigint;
}

export type ParsedLocation = PlainLocation | NamedLocation;

export const hasName = (location: ParsedLocation): location is NamedLocation =>
  typeof location === 'object' && 'name' in location;

const offsetNames: OptionNames<Extract<Location, object>> = { module: true, rva: true };

/** Checks a location without calling DbgHelp. */
export function parseLocation(value: unknown, api: string, owner: ModuleOwner): ParsedLocation {
  const label = `${api}: \`address\``;
  if (typeof value === 'string') return parseText(value, label);
  if (typeof value === 'object' && value !== null && 'module' in value && 'rva' in value) {
    const rva = checkUnsigned(value.rva, 64, `${api}: \`rva\``);
    if (value.module instanceof SymbolModule) {
      value.module.assertLoaded(api, owner);
      return checkUnsigned(value.module.base + rva, 64, label);
    }
    if (typeof value.module === 'string') return { module: value.module, rva };
    throw wrongType(`${api}: \`module\``, "a SymbolModule or a module's name", value.module);
  }
  if (typeof value !== 'bigint' && typeof value !== 'number') {
    if (typeof value === 'object' && value !== null) checkMisspelledNames(value, offsetNames, api, 'address');
    throw wrongType(label, "an address (a bigint or a safe integer), 'module+0x1234' or { module, rva }", value);
  }
  return checkUnsigned(value, 64, label);
}

const number = /^(?:0x)?[0-9a-f]+(?:`[0-9a-f]+)*$/i;
const withOffset = /^(.+)\+([0-9a-fx`]+)$/is;
/** The additions of `formatAddress`: lines of inlined functions in front, and the source line. */
const decoration = /^(?:\(Inline Function\) .*\n)+| \[[^\n]* @ \d+\]$/g;

function parseText(given: string, label: string): ParsedLocation {
  const text = given.trim().replace(decoration, '');
  if (number.test(text)) return valueOf(text, label);
  const [, before, digits] = withOffset.exec(text) ?? [];
  const hasOffset = before !== undefined && digits !== undefined && number.test(digits);
  const place = hasOffset ? before : text;
  const { module, plain } = partsOfName(place);
  if (plain !== '' && module !== '' && (module !== undefined || inNoModule.test(plain))) {
    return { module, name: plain, offset: hasOffset ? valueOf(digits, label) : 0n };
  }
  if (hasOffset && module === undefined) return { module: place, rva: valueOf(digits, label) };
  throw outOfRange(label, "'0x140001234', 'module+0x1234' or 'module!name+0x10'", given);
}

/** Marks text without a module as a name. */
const inNoModule = /::|</;

const decimalDigits = /^[1-9]\d+$/;

function valueOf(text: string, label: string): bigint {
  const value = BigInt(`0x${text.replace(/^0x/i, '').replaceAll('`', '')}`);
  if (!decimalDigits.test(text)) return checkUnsigned(value, 64, label);
  const readings = `'0x${text}' or, as a decimal number, '0x${BigInt(text).toString(16)}'`;
  throw outOfRange(label, `one of the two things that it can mean, ${readings}`, text);
}
