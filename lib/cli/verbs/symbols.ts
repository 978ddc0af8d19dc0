import type { FoundSymbol } from '../../session/index';
import { hex, wide } from '../columns';
import type { Context } from '../context';
import { withImage } from '../sessions';
import { UsageError } from '../usage-error';

const orders = {
  address: (one: FoundSymbol, other: FoundSymbol): number => (one.rva ?? 0) - (other.rva ?? 0),
  name: (one: FoundSymbol, other: FoundSymbol): number => (one.name < other.name ? -1 : one.name > other.name ? 1 : 0),
  size: (one: FoundSymbol, other: FoundSymbol): number => other.size - one.size,
};

const kinds: ReadonlySet<string> = new Set<FoundSymbol['kind']>([
  'function',
  'data',
  'public',
  'export',
  'constant',
  'label',
  'thunk',
  'other',
]);

export async function run(context: Context<'symbols'>, [image = '', mask = '*']: readonly string[]): Promise<void> {
  const { sort, kind, limit, json, decorated } = context.options;
  if (kind !== undefined && !kinds.has(kind)) {
    throw new UsageError(`--kind must be one of ${[...kinds].join(', ')}; got ${kind}`);
  }
  await withImage(context, image, async (session, module) => {
    // The session has no other module: a mask may begin with its name.
    const found = session.symbols(mask, {
      // Sorting needs all of them.
      limit: sort === undefined ? limit : undefined,
      ...(decorated === true && { undecorated: false }),
      ...(kind !== undefined && { where: (symbol: FoundSymbol) => symbol.kind === kind }),
    });
    const listed = sort === undefined ? found : (await sorted(found, orders[sort])).slice(0, limit);
    const count = await (json === true ? context.jsonList('symbols', listed) : context.list(listed, line));
    if (count > 0) return;
    const why = module.hasFullSymbols ? '' : `: it has no PDB, and dbghelp why ${image} tells why`;
    context.fail(`no symbol of ${image} matches ${mask}${why}`);
  });
}

async function sorted(
  symbols: AsyncIterable<FoundSymbol>,
  order: (one: FoundSymbol, other: FoundSymbol) => number,
): Promise<FoundSymbol[]> {
  const all: FoundSymbol[] = [];
  for await (const symbol of symbols) all.push(symbol);
  return all.sort(order);
}

/** Its offset in the module, its size, its kind and its name. */
function line({ rva, size, kind, name, value }: FoundSymbol): string {
  const place = rva === undefined ? ' '.repeat(8) : wide(rva, 8);
  return `${place} ${hex(size).padStart(9)}  ${kind.padEnd(9)} ${name}${value === undefined ? '' : ` = ${String(value)}`}`;
}
