import { checkText } from '../native/checks';
import type { SessionCore } from './core';
import type { FoundSymbol } from './lookup';

/** @internal */
export async function findSymbol(core: SessionCore, name: string): Promise<FoundSymbol | null> {
  const api = 'SymbolSession.findSymbol';
  checkText(name, `${api}: \`name\``);
  return core.run(api, async (token) => {
    await core.loadSymbolsOf(token, /^(.+?)!/.exec(name)?.[1]);
    return core.lookup.find(token, name);
  });
}
