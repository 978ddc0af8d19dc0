import { win32 as windowsPath } from 'node:path';
import { companionFiles, lackOf } from '../dll/companions';
import type { DbgHelpCopy } from '../dll/copies';
import { DbgHelpError } from '../base/errors';
import { maskedPath } from '../base/masked';
import type { Arrivals } from './arrivals';
import {
  copyWithServer,
  elementsForServers,
  said,
  searchDisk,
  serverDllIsMissing,
  wantedPdb,
  withoutServerDll,
  type TriedPlace,
  type Wanted,
} from './file-search';
import { indexInfo } from './index-info';
import { pathForDll } from './path-for-dll';
import { withFolderOf } from './search-path';
import { servedPlaces } from './servers/served-places';
import { parseSymbolPath } from './symbol-path';
import type { PdbSignature } from './signatures';
import type { SymbolType } from './symbol-type';

/** Why a module has no full symbols: the wanted PDB, the places searched, and the files found there. Plain data. */
export interface WhyNoSymbols {
  /**
   * `'deferred'`: its symbols were not needed yet. `'bad-image'`: the image cannot be read. `'names-no-pdb'`: the image
   * names no PDB. About the PDB: `'mismatch'`: only one of another build was found; `'taken-anyway'`: that one is in
   * use, because of the option `loadAnything`; `'unreadable'`: it is damaged, of another format, or may not be opened;
   * `'unusable'`: only a server DLL could fetch it, and that is missing; `'not-fetched'`: a server could not be asked, or did not
   * give the file, and may have it; `'missing'`: no place has it; `'path-too-long'`:
   * the right PDB is there, at a path that DbgHelp does not read; `'lacks-file'`: the right PDB is there, but a file
   * that this DLL needs beside it to read PDBs is not; `'not-taken'`: the right PDB is there, but DbgHelp did not take
   * it.
   */
  readonly code:
    | 'deferred'
    | 'bad-image'
    | 'names-no-pdb'
    | 'mismatch'
    | 'taken-anyway'
    | 'unreadable'
    | 'unusable'
    | 'not-fetched'
    | 'missing'
    | 'path-too-long'
    | 'lacks-file'
    | 'not-taken';
  /** The reason in a sentence or two; if a PDB does not match, with both signatures and the rule. */
  readonly summary: string;
  /** The name of the image's PDB; null if the image names none. */
  readonly pdbName: string | null;
  /** The signature that the PDB must have. */
  readonly wanted: PdbSignature | null;
  /** The places, in the order of the search; servers are listed but not asked. */
  readonly tried: readonly TriedPlace[];
}

/** The facts about a module, even one that was unloaded again. */
interface Subject {
  readonly imagePath: string;
  readonly symbolType: SymbolType;
  readonly pdbPath: string | null;
  readonly told?: ToldFiles;
}

/** The PDB options of a load. */
export interface ToldFiles {
  /** The PDB to load. */
  readonly pdb?: string | undefined;
  /** A file in whose folder it may lie: the image, or the PDB that is loaded alone. */
  readonly beside?: string | undefined;
}

/** The search path of a session, and its DLL. */
export interface SearchContext {
  readonly searchPath: string;
  readonly dbghelpPath: string;
  /** Finds another copy of dbghelp.dll that could ask servers. Called at most once for each context. */
  readonly otherCopy: () => Promise<DbgHelpCopy | undefined>;
  /** What symbol servers were asked for. */
  readonly arrivals: Arrivals;
}

export function searchContext(searchPath: string, dbghelpPath: string, arrivals: Arrivals): SearchContext {
  let copy: Promise<DbgHelpCopy | undefined> | undefined;
  return { searchPath, dbghelpPath, otherCopy: () => (copy ??= copyWithServer()), arrivals };
}

/** Searches the places on disk that DbgHelp searched. Makes no call to DbgHelp and asks no server. */
export async function whyNoSymbols(subject: Subject, context: SearchContext): Promise<WhyNoSymbols> {
  const { imagePath, symbolType } = subject;
  if (symbolType === 'deferred') return { ...withoutPdb, code: 'deferred', summary: deferred };
  try {
    const wanted = await wantedPdb(imagePath, 'image');
    return wanted ? await ofPdb(subject, wanted, context) : await namesNoPdb(imagePath);
  } catch (error) {
    if (!(error instanceof DbgHelpError)) throw error;
    return { ...withoutPdb, code: 'bad-image', summary: `The image cannot be read: ${error.message}` };
  }
}

const withoutPdb = { pdbName: null, wanted: null, tried: [] } as const;

const deferred = 'Its symbols were not needed yet: the first lookup in it loads them.';

async function namesNoPdb(image: string): Promise<WhyNoSymbols> {
  const { pdbFile, dbgFile } = await indexInfo(image);
  const why =
    pdbFile !== null
      ? `names ${pdbFile}, a PDB of version 2 or without a GUID, which is not looked for here`
      : dbgFile !== null
        ? `names no PDB: its debug information was moved to ${dbgFile}`
        : 'names no PDB: it has no debug directory with a CodeView record';
  return { ...withoutPdb, pdbName: pdbFile, code: 'names-no-pdb', summary: `${windowsPath.basename(image)} ${why}.` };
}

async function ofPdb(
  { symbolType, pdbPath, told: { pdb, beside } = {} }: Subject,
  wanted: Wanted<PdbSignature>,
  context: SearchContext,
): Promise<WhyNoSymbols> {
  const tried: TriedPlace[] = [];
  const first = pdb === undefined ? [] : [pdb];
  const searchPath =
    (beside === undefined ? undefined : withFolderOf(context.searchPath, beside)) ?? context.searchPath;
  const found = await searchDisk({ ...wanted, first }, parseSymbolPath(searchPath, 'the search path'), tried);
  if (found === null) await nameServers(context, wanted, tried);
  const { name, signature } = wanted;
  const conclude = (code: WhyNoSymbols['code'], summary: string): WhyNoSymbols => ({
    code,
    summary,
    pdbName: name,
    wanted: signature,
    tried,
  });
  const what = `${name} (${said(signature)})`;
  if (symbolType === 'pdb') {
    return conclude('taken-anyway', `${pdbPath ?? name} is in use though it does not match: wanted is ${what}.`);
  }
  if (found !== null) {
    const { dbghelpPath } = context;
    if (found.length >= longestPath) {
      const length = `its path has ${String(found.length)} characters, and DbgHelp reads none of ${String(longestPath)} or more`;
      return conclude(
        'path-too-long',
        `${found} matches and was not taken: ${length}. Put it where the path is shorter.`,
      );
    }
    const lack = lackOf(dbghelpPath, 'pdbReader', (await companionFiles(dbghelpPath)).get('pdbReader'));
    if (lack !== undefined) return conclude('lacks-file', `${found} matches and was not taken: ${lack}.`);
    return conclude(
      'not-taken',
      `${found} matches and was not taken: it came after the module was loaded, is damaged further inside, or is of a kind that this DLL does not read. Load the module again, or try another dbghelp.dll.`,
    );
  }
  for (const [outcome, code, sentence] of verdicts) {
    const place = tried.find((candidate) => candidate.outcome === outcome);
    if (place) return conclude(code, sentence(place, what));
  }
  const unasked = tried.filter(({ outcome }) => outcome === 'unasked');
  const searched = `${what} is in none of the ${String(tried.length - unasked.length)} places`;
  const others = unasked.map(({ place, reason }) => `; ${place} ${reason}`).join('');
  return conclude('missing', `${searched}${others}.`);
}

/** MAX_PATH. */
const longestPath = 260;

type Verdict = readonly [
  outcome: TriedPlace['outcome'],
  code: WhyNoSymbols['code'],
  sentence: (place: TriedPlace, what: string) => string,
];

const notFetched = ({ place, reason }: TriedPlace, what: string): string =>
  `${what} was not fetched from ${place}: ${reason}.`;

/** The verdicts on places, in order: the first one that applies to any place is the answer. */
const verdicts: readonly Verdict[] = [
  [
    'mismatch',
    'mismatch',
    ({ place, reason }) =>
      `${place} ${reason}. The rule: a PDB belongs to an image only if its GUID and its age are those in the image.`,
  ],
  [
    'unreadable',
    'unreadable',
    // Some reasons already contain the file's name.
    ({ place, reason }, what) => `${what} was not found: ${reason.startsWith(place) ? reason : `${place} ${reason}`}.`,
  ],
  ['unauthorized', 'not-fetched', notFetched],
  ['unreachable', 'not-fetched', notFetched],
  ['refused', 'not-fetched', notFetched],
  ['unwritable', 'not-fetched', notFetched],
  ['unusable', 'unusable', ({ place, reason }, what) => `${what} may be at ${place}, which ${reason}.`],
];

async function nameServers(
  { searchPath, dbghelpPath, otherCopy, arrivals }: SearchContext,
  wanted: Wanted<PdbSignature>,
  tried: TriedPlace[],
): Promise<void> {
  const path = parseSymbolPath(searchPath, 'the search path');
  const asked = arrivals.triedFor(wanted);
  const unaskedServers = servedPlaces(path).map(({ server }) => maskedPath(server.location));
  tried.push(...(asked ?? unaskedServers.map((place) => notAsked(place, notAskedYet))));
  const elements = elementsForServers(pathForDll(path, arrivals.options.offline), tried);
  const lacking = await withoutServerDll(elements, dbghelpPath);
  const copy = lacking.length > 0 ? await otherCopy() : undefined;
  for (const element of elements) {
    if (lacking.includes(element)) tried.push(serverDllIsMissing(element, dbghelpPath, copy));
    else tried.push(notAsked(maskedPath(element.text), askedByDll));
  }
}

const notAsked = (place: string, reason: string): TriedPlace => ({
  place,
  outcome: 'unasked',
  reason,
  signature: null,
});
const notAskedYet = 'was not asked yet: a load of symbols asks it, and findPdb';
const askedByDll = 'was asked by DbgHelp when it loaded the symbols, and is not asked again here: findPdb asks it';

/** A line of text for each place. */
export const placesTried = (why: WhyNoSymbols): string[] => why.tried.map(({ place, reason }) => `${place}: ${reason}`);
