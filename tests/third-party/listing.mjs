import { Tally } from './tally.mjs';

const allowedBytes = 200;

/** What each list of records is called when DbgHelp gives them. */
const kinds = [
  { kind: 'function', list: 'functions', records: 'S_GPROC32 and S_LPROC32' },
  { kind: 'data', list: 'variables', records: 'S_GDATA32 and S_LDATA32 with a place' },
  { kind: 'public', list: 'publics', records: 'S_PUB32' },
];

/**
 * Compares a listing of all symbols with the records of the PDB, place by place.
 * @param {{ rows: { name: string, kind: string, rva?: number }[], waiting: number, answered: number, typed: number, types: Record<string, number> }} listing
 * @param {import('./winpty-truth.mjs').Records} records
 * @returns {string[]} failures
 */
export function reportListing({ rows, waiting, answered, typed, types }, records) {
  const perSymbol = Math.round(waiting / rows.length);
  console.log(`\na listing of all symbols, each asked about in the loop`);
  console.log(`  ${rows.length} symbols; an address of ${answered} has a symbol that begins there`);
  console.log(`  ${typed} of them have a type; all types: ${JSON.stringify(types)}`);
  console.log(`  memory of the symbols that waited: ${waiting} bytes, ${perSymbol} for each`);
  const failures = typed > 0 && types.class > 0 ? [] : ['no symbol has a type, or no class was listed'];
  const publicPlaces = new Set(rows.filter(({ kind }) => kind === 'public').map(({ rva }) => rva));
  for (const { kind, list, records: called } of kinds) {
    const places = new Set(records[list].map(({ rva }) => rva));
    const found = rows.filter((row) => row.kind === kind);
    const foundPlaces = new Set(found.map(({ rva }) => rva).filter((rva) => rva !== undefined));
    const missing = records[list].filter(({ rva }) => rva > 0 && !foundPlaces.has(rva));
    const strangers = [...foundPlaces].filter((rva) => !places.has(rva)).length;
    console.log(`  ${kind}: ${found.length} symbols at ${foundPlaces.size} addresses`);
    console.log(`    llvm: ${records[list].length} records (${called}) at ${places.size} addresses`);
    const tally = new Tally();
    for (const { rva, name, linkTimeCode } of missing) {
      const publicly = publicPlaces.has(rva) ? 'found as a public symbol' : 'not found at all';
      const late = linkTimeCode ? ', of an object whose code was generated at link time' : '';
      tally.add(`not given: ${publicly}${late}`, `0x${rva.toString(16)}: ${name}`);
    }
    if (missing.length > 0) console.log(tally.format().replace(/^/gm, '    '));
    const unexplained = kind === 'function' ? missing.filter(({ linkTimeCode }) => !linkTimeCode).length : 0;
    if (unexplained > 0) failures.push(`${unexplained} functions are not given, without a known reason`);
    if (strangers > 0) console.log(`    at ${strangers} addresses llvm has none of them`);
  }
  if (perSymbol > allowedBytes) failures.push(`a symbol that waits takes ${perSymbol} bytes, wanted ${allowedBytes}`);
  return failures;
}
