import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import ts from 'typescript';
import * as dbghelp from '../../lib';

type Values = Readonly<Record<string, number | string>>;

/** C's names, grouped by what takes them. */
const known = JSON.parse(readFileSync(join(__dirname, 'constants.json'), 'utf8')) as {
  readonly constants: Readonly<Record<string, Values>>;
  readonly enumerations: Readonly<Record<string, Values>>;
};

interface Exported {
  /** The constant in a script: `SYMOPT.DEBUG`, or `MAX_SYM_NAME`. */
  readonly path: string;
  readonly value: unknown;
}

/** A group of constants is a plain object of data; classes, structures and the DLL have functions. */
const isGroup = (value: unknown): value is object =>
  typeof value === 'object' &&
  Object.getPrototypeOf(value) === Object.prototype &&
  !Object.values(value!).some((own) => typeof own === 'function');

const exported: readonly Exported[] = Object.entries(dbghelp).flatMap(([name, value]: [string, unknown]) => {
  if (isGroup(value))
    return Object.entries(value).map(([member, own]: [string, unknown]) => ({ path: `${name}.${member}`, value: own }));
  return typeof value === 'function' || typeof value === 'object' ? [] : [{ path: name, value }];
});

/**
 * The rule for names. A separate constant has C's name, and so has a member of an enumeration or of one of the `whole`
 * groups. For other members, the name of the group is the prefix of C's names; it ends in _FLAGS if a structure already
 * has that name.
 */
function cNames(path: string): readonly string[] {
  const [group, member] = path.split('.') as [string, string?];
  if (member === undefined) return [group];
  if (group in known.enumerations || whole.includes(group)) return [member];
  // There are two sets of names for the bits of one word.
  if (group === 'DSLFLAG') return [`DSLFLAG_${member}`, `FLAG_${member}`];
  return [`${group.replace(/_FLAGS$/, '')}_${member}`];
}

/** Groups without a common prefix of their members, which therefore have C's full names. */
const whole = ['CBA_EVENT_CODE', 'IMAGEHLP_CBA_EVENT_SEVERITY', 'MINIDUMP_MISC_INFO_FLAGS'];

const all: Values = Object.assign(
  {},
  ...Object.values(known.constants),
  ...Object.values(known.enumerations),
) as Values;

const paths = new Map<string, Exported[]>();
for (const entry of exported) {
  for (const name of cNames(entry.path).filter((name) => name in all)) {
    paths.set(name, [...(paths.get(name) ?? []), entry]);
  }
}

const valueOf = (value: number | string): number | bigint => (typeof value === 'string' ? BigInt(value) : value);

describe.each([...Object.entries(known.constants), ...Object.entries(known.enumerations)])('%s', (_what, values) => {
  it.each(Object.entries(values))('%s is exported once, with C’s value', (name, value) => {
    expect(paths.get(name)?.map((entry) => entry.value)).toEqual([valueOf(value)]);
  });
});

describe('an enumeration', () => {
  it.each(Object.keys(known.enumerations))('%s has its members with C’s names, in C’s order', (name) => {
    const group = (dbghelp as unknown as Record<string, object>)[name];
    expect(Object.entries(group ?? {})).toEqual(Object.entries(known.enumerations[name]!));
  });
});

describe('the package', () => {
  it('exports no constant that C does not have', () => {
    const unknown = exported.filter(({ path }) => !cNames(path).some((name) => name in all));
    expect(unknown.map(({ path }) => path)).toEqual([]);
  });

  it('has 338 constants and 19 enumerations to export', () => {
    expect(Object.values(known.constants).flatMap(Object.keys)).toHaveLength(338);
    expect(Object.keys(known.enumerations)).toHaveLength(19);
    expect(exported).toHaveLength(Object.keys(all).length);
  });

  it('gives unsigned values', () => {
    const negative = exported.filter(({ value }) => (value as number | bigint) < 0);
    expect(negative.map(({ path }) => path)).toEqual([]);
  });
});

describe('in the sources', () => {
  const folder = join(__dirname, '../../types/constants');
  const sources = readdirSync(folder)
    .filter((file) => file !== 'index.ts')
    .map((file) => {
      const text = readFileSync(join(folder, file), 'utf8');
      return ts.createSourceFile(file, text, ts.ScriptTarget.Latest, true);
    });

  const documented = (node: ts.Node): boolean => ts.getJSDocCommentsAndTags(node).length === 1;

  interface Declared {
    readonly name: string;
    readonly isDocumented: boolean;
  }

  const constants = sources.flatMap((source) => source.statements.filter(ts.isVariableStatement));
  const declared: readonly Declared[] = constants.flatMap((statement) => {
    const { name, initializer } = statement.declarationList.declarations[0]!;
    const group = { name: name.getText(), isDocumented: documented(statement) };
    const value = initializer && ts.isAsExpression(initializer) ? initializer.expression : undefined;
    if (!value) return [group];
    const members = (value as ts.ObjectLiteralExpression).properties.map((property) => ({
      name: `${group.name}.${(property.name as ts.Identifier | ts.StringLiteral).text}`,
      isDocumented: documented(property),
    }));
    return [group, ...members];
  });

  it('every group, member and constant has a comment', () => {
    const names = declared.map(({ name }) => name);
    expect(names).toEqual(expect.arrayContaining(exported.map(({ path }) => path)));
    expect(declared.filter(({ isDocumented }) => !isDocumented).map(({ name }) => name)).toEqual([]);
  });

  it('every group is also the union of its values', () => {
    const groups = declared.filter(({ name }) => !name.includes('.') && isGroup(dbghelp[name as keyof typeof dbghelp]));
    const types = sources.flatMap((source) => source.statements.filter(ts.isTypeAliasDeclaration));
    const unions = types.map(({ name, type }) => [name.text, type.getText().replace(/\s+/g, ' ')]);
    expect(unions.sort()).toEqual(groups.map(({ name }) => [name, `(typeof ${name})[keyof typeof ${name}]`]).sort());
  });
});
