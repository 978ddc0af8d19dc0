import { checkUnsigned, outOfRange, wrongType } from '../native/checks';
import { SymbolModule, type ModuleOwner } from './module';

/** A place in code: an address, `'0x140001234'`, `'app+0x1234'`, or an offset into a module. */
export type Location =
  bigint | number | string | { readonly module: SymbolModule | string; readonly rva: bigint | number };

const numeric = /^(?:0x[0-9a-f]+|\d+)$/i;
const moduleOffset = /^(.+)\+(0x[0-9a-f]+|\d+)$/i;

/** An address, or what an unresolved location stands for; its module may turn out not to be loaded. */
export type ParsedLocation = bigint | { readonly module: string; readonly rva: bigint };

/** Checks a location without asking DbgHelp. */
export function parseLocation(value: unknown, api: string, owner: ModuleOwner): ParsedLocation {
  const label = `${api}: \`address\``;
  if (typeof value === 'string') return parseText(value.trim(), label);
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
    throw wrongType(label, "an address (a bigint or a safe integer), 'module+0x1234' or { module, rva }", value);
  }
  return checkUnsigned(value, 64, label);
}

function parseText(text: string, label: string): ParsedLocation {
  if (numeric.test(text)) return checkUnsigned(BigInt(text), 64, label);
  const [, module, offset] = moduleOffset.exec(text) ?? [];
  if (module === undefined || offset === undefined) {
    throw outOfRange(label, "'0x140001234' or 'module+0x1234'", text);
  }
  return { module, rva: checkUnsigned(BigInt(offset), 64, label) };
}
