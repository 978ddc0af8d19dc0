import { maskedPath } from '../base/masked';
import { defaultStores } from './servers/default-store';
import { storeLayout, whyNoFolder } from './symbol-store';
import type { OptionNames } from '../base/option-names';
import { isOfSymsrv, isUrl, type SymbolPathElement, type SymbolPlace, type SymbolPlaceKind } from './path-elements';
import { mistakesIn } from './usual-mistakes';

export interface ExplainOptions {
  /** Whether symsrv.dll lies beside the dbghelp.dll in use, as `DbgHelp.find()` tells; unknown by default. */
  readonly symbolServer?: boolean | undefined;
  /** Whether the session will be opened with `allowHttp`. */
  readonly allowHttp?: boolean | undefined;
  /** Whether the session will be opened with `offline`. */
  readonly offline?: boolean | undefined;
}

/** @internal */
export const explainNames: OptionNames<ExplainOptions> = {
  symbolServer: true,
  allowHttp: true,
  offline: true,
};

const kinds: Readonly<Record<SymbolPathElement['kind'], string>> = {
  folder: 'a folder',
  server: 'a chain of symbol stores',
  cache: 'a cache',
  variable: 'an environment variable',
  empty: 'nothing',
};

const placeKinds: Readonly<Record<SymbolPlaceKind, string>> = {
  folder: kinds.folder,
  share: 'a network share',
  https: 'a URL',
  http: 'a URL',
  url: 'a URL',
  default: '',
};

const nameOf = ({ kind, location }: SymbolPlace): string =>
  kind === 'default' ? "the default store (sym in DbgHelp's home directory)" : maskedPath(location);

const list = (places: readonly SymbolPlace[], word: string): string => places.map(nameOf).join(`${word} `);

export async function explainSymbolPath(
  elements: readonly SymbolPathElement[],
  options: ExplainOptions,
): Promise<string> {
  if (elements.length === 0) return 'Nothing is searched but the folders of the images themselves.';
  const paragraphs = await Promise.all(
    elements.map(async (element, index) => {
      const notes = [...(await notesOn(element)), ...restrictions(element, options)];
      const title = `${String(index + 1)}. ${maskedPath(element.text) || '(empty)'}: ${titleOf(element)}`;
      return [title, ...notes.map((note) => `   ${note}`)].join('\n');
    }),
  );
  return [...paragraphs, 'Last of all: the folder of the image itself.'].join('\n');
}

function titleOf({ kind, places }: SymbolPathElement): string {
  if (kind !== 'folder') return kinds[kind];
  return placeKinds[places[0]!.kind];
}

async function notesOn(element: SymbolPathElement): Promise<string[]> {
  const { kind, places, text } = element;
  if (kind === 'variable') {
    const value = process.env[text];
    return [value === undefined ? 'is not set' : `holds ${value === '' ? 'nothing' : 'the next elements'}`];
  }
  const mistakes = (await mistakesIn(element)).map(({ place, hint }) => `${place} ${hint}`);
  const states = [...(await Promise.all(places.map((place) => stateOf(place, kind)))).flat(), ...mistakes];
  if (kind === 'folder') return states;
  if (kind === 'cache') return [`keeps a copy of what the elements after it find, in ${list(places, ',')}`, ...states];
  if (kind === 'server') return [...chain(places, await defaultStore(element)), ...states];
  return [];
}

/** The folder of the default store, for a chain whose servers this package asks. */
const defaultStore = async (element: SymbolPathElement): Promise<string | undefined> =>
  isAskedHere(element) ? (await defaultStores(undefined))[0] : undefined;

/** Whether this package asks the servers of an element, and not a DLL. */
const isAskedHere = (element: SymbolPathElement): boolean => isOfSymsrv(element) && element.places.some(isUrl);

function chain(places: readonly SymbolPlace[], store: string | undefined): string[] {
  if (places.length === 0) return ['asks the symbol server that the debugger or DbgHelp has by default'];
  const caches = places.slice(0, -1).filter(({ kind }) => kind !== 'url');
  const isAsked = isUrl(places.at(-1)!);
  const notes = [`asks ${list([...caches, places.at(-1)!], ', then')}`];
  if (caches.length > 0) notes.push(`copies what is found to the stores before it: ${list(caches, ',')}`);
  else if (isAsked) notes.push('copies what is found to the default store');
  else notes.push('copies nothing: files are used where they are');
  const usesDefault = caches.some(({ kind }) => kind === 'default') || (caches.length === 0 && isAsked);
  if (usesDefault && store !== undefined)
    notes.push(`the default store is ${store}, unless the option \`servers.store\` names another`);
  const early = caches.find(isUrl);
  if (early) notes.push(`${nameOf(early)} must be the last of its chain: nothing can be copied to a server`);
  return notes;
}

/** Tells whether the place exists. symsrv.dll creates a missing store, but not a missing folder. */
async function stateOf({ kind, location }: SymbolPlace, of: SymbolPathElement['kind']): Promise<string[]> {
  if (kind !== 'folder' && kind !== 'share') return [];
  const failure = await whyNoFolder(location);
  if (failure !== undefined) return [`${location} ${failure}`];
  const { marked, tiers } = await storeLayout(location);
  if (marked) return [`${location} is a symbol store with ${tiers === 3 ? 'three' : 'two'} tiers`];
  return of === 'folder' ? ['also searched: the folders dll, exe or sys, and symbols\\dll and so on, below it'] : [];
}

function restrictions(element: SymbolPathElement, options: ExplainOptions): string[] {
  const { kind, places, serverDll } = element;
  const notes: string[] = [];
  if (options.offline === true && kind === 'server' && places.some(isUrl)) notes.push('NOT ASKED: offline');
  if (places.some((place) => place.kind === 'http') && options.allowHttp !== true) {
    notes.push(
      'REFUSED: plain http, whose symbols anyone on the way can change, unless the session has allowHttp: true',
    );
  }
  if (serverDll !== null && options.symbolServer !== true && !isAskedHere(element)) {
    const local = places.filter((place) => place.kind === 'folder' || place.kind === 'share');
    const missing = options.symbolServer === false ? ', which is not there' : '';
    notes.push(
      `needs ${serverDll} beside dbghelp.dll${missing}` +
        (local.length > 0 ? `; without it, sessions look in ${list(local, ' and')} themselves` : ''),
    );
  }
  if (kind === 'cache' && options.symbolServer === false)
    notes.push('without symsrv.dll, only files from servers are copied');
  return notes;
}
