/**
 * Tells which functions and namespaces make an image big: as a table, and as a picture to click through in a browser.
 *
 *   ts-node size-report.ts [IMAGE] [--html FILE] [--top COUNT]
 *
 * Without an image: a small library that comes with the package. size-report.html is the page that is filled in.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { SymbolSession } from '../lib';

interface Sized {
  readonly name: string;
  readonly size: number;
}

/** A namespace or class with what is in it, or a name with its functions. */
interface Scope {
  readonly name: string;
  size: number;
  /** Functions: overloads have one name. */
  count: number;
  readonly children: Map<string, Scope>;
}

const scope = (name: string): Scope => ({ name, size: 0, count: 0, children: new Map<string, Scope>() });

/** `a::b<c::d>::e` is a, b<c::d>, e: what is in brackets or quotes, or follows `operator`, is left whole. */
function partsOf(name: string): string[] {
  const parts: string[] = [];
  let [begin, depth] = [0, 0];
  for (let at = 0; at < name.length; at++) {
    if (depth === 0 && at === begin && /^operator\W/.test(name.slice(at))) break;
    if (depth === 0 && name.startsWith('::', at)) {
      parts.push(name.slice(begin, at));
      begin = at + 2;
      at++;
    } else if ('<([{`'.includes(name.charAt(at))) depth++;
    else if (depth > 0 && ">)]}'".includes(name.charAt(at))) depth--;
  }
  return [...parts, name.slice(begin)];
}

function treeOf(functions: readonly Sized[], image: string): Scope {
  const root = scope(image);
  for (const { name, size } of functions) {
    let at = root;
    const path = [root];
    const parts = partsOf(name);
    for (const part of parts.length === 1 ? ['(no namespace)', ...parts] : parts) {
      let child = at.children.get(part);
      if (!child) at.children.set(part, (child = scope(part)));
      path.push((at = child));
    }
    for (const each of path) {
      each.size += size;
      each.count++;
    }
  }
  return root;
}

/** The functions with code of their own: those that the linker folded into one are one. */
async function functionsOf(image: string): Promise<Sized[]> {
  await using session = await SymbolSession.open();
  const module = await session.loadModule(image);
  const byAddress = new Map<bigint, { name: string; size: number }>();
  for await (const { name, size, address } of session.symbols('*', {
    module,
    where: ({ kind }) => kind === 'function',
  })) {
    const same = byAddress.get(address);
    if (!same) byAddress.set(address, { name, size });
    else if (name < same.name) same.name = name;
  }
  return [...byAddress.values()];
}

const bySize = (a: Sized, b: Sized): number => b.size - a.size || (a.name < b.name ? -1 : 1);

function print(title: string, rows: readonly Sized[], total: number, top: number): void {
  console.log(`\n${title}`);
  for (const { name, size } of [...rows].sort(bySize).slice(0, top)) {
    const share = `${((size / total) * 100).toFixed(1)} %`;
    const shown = name.length > 100 ? `${name.slice(0, 97)}...` : name;
    console.log(`${String(size).padStart(8)}  ${share.padStart(7)}  ${shown}`);
  }
}

function* scopesIn(parent: Scope, prefix = ''): Generator<Sized> {
  for (const { name, size, count, children } of parent.children.values()) {
    if (children.size === 0) continue;
    const whole = prefix + name;
    yield { name: `${whole} (${String(count)} function${count === 1 ? '' : 's'})`, size };
    yield* scopesIn({ name, size, count, children }, `${whole}::`);
  }
}

/** The page, with the tree in it. Inside a script element, `<` could end it. */
function page(tree: Scope): string {
  const json = JSON.stringify(tree, (_key, value: unknown) => (value instanceof Map ? [...value.values()] : value));
  const template = readFileSync(path.join(__dirname, 'size-report.html'), 'utf8');
  return template.replace(/(?<=<script type="application\/json" id="tree">)[^<]*/, () =>
    json.replaceAll('<', '\\u003c'),
  );
}

async function main(): Promise<void> {
  const { values, positionals } = parseArgs({
    options: { html: { type: 'string' }, top: { type: 'string', default: '10' } },
    allowPositionals: true,
  });
  const variant = process.arch === 'ia32' ? 'x86' : 'x64';
  const [image = path.join(__dirname, '../tests/fixtures/bin', variant, 'scene.dll')] = positionals;
  const functions = await functionsOf(image);
  const tree = treeOf(functions, path.win32.basename(image));
  console.log(`${tree.name}: ${String(tree.size)} bytes of code in ${String(tree.count)} functions`);
  if (tree.size === 0) return;
  print('Namespaces and classes', [...scopesIn(tree)], tree.size, Number(values.top));
  print('Functions', functions, tree.size, Number(values.top));
  if (values.html !== undefined) writeFileSync(values.html, page(tree));
}

main().catch((error: unknown) => {
  console.error(error);
  process.exitCode = 1;
});
