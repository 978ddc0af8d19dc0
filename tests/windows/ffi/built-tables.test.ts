import path from 'node:path';
import * as sources from '../../../lib/raw';
import * as constants from '../../../types/constants';

/** The package built for this run, as a program requires it. */
const built = (): typeof sources =>
  // eslint-disable-next-line @typescript-eslint/no-require-imports -- made while the tests start
  require(path.join(process.env['DBGHELP_BUILT']!, 'raw.js')) as typeof sources;

const structures = Object.entries(sources).filter(([, value]) => typeof value === 'object' && 'structName' in value);

it('the built package has every structure of the sources, of the same size and with the same members', () => {
  expect(structures.length).toBeGreaterThan(150);
  for (const [name] of structures) {
    const [own, other] = [sources, built()].map((from) => {
      const { byteLength, ...structure } = from[name as 'SYMBOL_INFOW'];
      return { byteLength, members: Object.keys(from[name as 'SYMBOL_INFOW'].alloc().toJSON()), structure };
    });
    expect([name, other]).toEqual([name, own]);
  }
});

it('the built package has the constants of the sources', () => {
  for (const [name, value] of Object.entries(constants)) {
    expect([name, built()[name as 'SYMOPT']]).toEqual([name, value]);
  }
});

it('the built package has the functions of the sources', () => {
  const functions = (from: typeof sources): string[] =>
    Object.getOwnPropertyNames(Object.getPrototypeOf(Object.getPrototypeOf(from.dbghelp)));
  expect(functions(built())).toEqual(functions(sources));
});
