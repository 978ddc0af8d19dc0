import type { DbgHelpToken } from '../../../types/calls';
import { MAX_SYM_NAME } from '../../../types/constants';
import { checkInteger, checkText, outOfRange } from '../../base/checks';
import { DbgHelpError } from '../../base/errors';
import type { SessionCore } from '../core';
import { hasName, parseLocation, type Location } from '../location';
import { placeOf } from './names';
import { checkMisspelledNames, checkOptionNames, type OptionNames } from '../../base/option-names';

/** A symbol to add. */
export interface OwnSymbol {
  readonly name: string;
  /** An address in a loaded module, typically of `loadVirtualModule`. */
  readonly address: Location;
  /** Bytes. The default 0 means an unknown size: some DLLs find such a symbol only by its first byte. */
  readonly size?: number | undefined;
}

const symbolNames: OptionNames<Omit<OwnSymbol, 'size'>> = { name: true, address: true };

/** @internal */
export async function addSymbol(core: SessionCore, symbol: OwnSymbol): Promise<void> {
  const api = 'SymbolSession.addSymbol';
  checkOptionNames(symbol, { ...symbolNames, size: true }, api, 'symbol');
  const size = checkInteger(symbol.size ?? 0, 0, 0xffff_ffff, `${api}: \`size\``);
  await inItsModule(core, symbol, api, (token, base, address) => {
    token.SymAddSymbolW(core.key, base, core.text.write(token, symbol.name), address, size, 0);
  });
}

/** @internal */
export async function removeSymbol(core: SessionCore, symbol: Omit<OwnSymbol, 'size'>): Promise<void> {
  const api = 'SymbolSession.removeSymbol';
  checkMisspelledNames(symbol, symbolNames, api, 'symbol');
  await inItsModule(core, symbol, api, (token, base, address) => {
    token.SymDeleteSymbolW(core.key, base, core.text.write(token, symbol.name), address, 0);
  });
}

async function inItsModule(
  core: SessionCore,
  { name, address }: Omit<OwnSymbol, 'size'>,
  api: string,
  job: (token: DbgHelpToken, base: bigint, address: bigint) => void,
): Promise<void> {
  checkName(name, `${api}: \`name\``);
  const parsed = parseLocation(address, api, core);
  const location = hasName(parsed) ? await placeOf(core, parsed, api) : parsed;
  await core.runLooking(api, core.modulesAt(location), async (token) => {
    const at = core.resolve(location);
    const module = at === undefined ? undefined : (core.modules.containing(at) ?? core.modules.refresh(token, at));
    if (at === undefined || !module) {
      const where = at === undefined ? '' : ` 0x${at.toString(16)}`;
      throw new DbgHelpError('DBGHELP_NOT_FOUND', `${api}: no module is loaded at \`address\`${where}`);
    }
    // Symbols that DbgHelp loads later might replace the added one.
    await core.loadSymbolsAt(token, at);
    job(token, module.base, at);
    core.answers.forget();
  });
}

/** Counts bytes: some DLLs convert the name into a buffer of this size without a check. */
function checkName(name: unknown, label: string): void {
  const text = checkText(name, label);
  if (text === '' || Buffer.byteLength(text) >= MAX_SYM_NAME) {
    throw outOfRange(label, `a name of less than ${String(MAX_SYM_NAME)} bytes`, name);
  }
}
