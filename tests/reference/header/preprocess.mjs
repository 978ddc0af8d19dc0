/**
 * What is left of a C header once its directives were obeyed: enough of a preprocessor for Microsoft's headers.
 * @typedef {{ text: string, macros: Map<string, string> }} Preprocessed text has `__pack N;` where the packing changes
 */

/**
 * @param {string} source
 * @param {Record<string, string>} defined what the compiler or its user defines
 * @returns {Preprocessed}
 */
export function preprocess(source, defined) {
  const macros = new Map(Object.entries(defined));
  const packs = [8];
  /**
   * For each open #if: whether its lines count, whether one of its branches has counted, and whether the code around it
   * counts.
   */
  const open = [];
  const isLive = () => open.every(({ live }) => live);
  const kept = [];
  for (const line of withoutComments(source)
    .replace(/\\\r?\n/g, ' ')
    .split(/\r?\n/)) {
    const [, directive, rest = ''] = /^\s*#\s*(\w+)\s*(.*?)\s*$/.exec(line) ?? [];
    if (!directive) {
      if (isLive()) kept.push(line);
      continue;
    }
    const branch = open.at(-1);
    if (directive === 'if' || directive === 'ifdef' || directive === 'ifndef') {
      const holds = isLive() && condition(directive, rest, macros);
      open.push({ live: holds, done: holds });
    } else if (directive === 'elif') {
      const outer = open.slice(0, -1).every(({ live }) => live);
      branch.live = outer && !branch.done && condition('if', rest, macros);
      branch.done ||= branch.live;
    } else if (directive === 'else') {
      branch.live = !branch.done;
    } else if (directive === 'endif') {
      open.pop();
    } else if (isLive()) {
      obey(directive, rest, macros, packs, kept);
    }
  }
  if (open.length > 0) throw new Error('The header has an #if without an end');
  return { text: kept.join('\n'), macros };
}

const withoutComments = (source) => source.replace(/\/\/.*|\/\*[\s\S]*?\*\//g, ' ');

function obey(directive, rest, macros, packs, kept) {
  if (directive === 'define') {
    // A macro with parameters is neither a constant nor another name.
    const [, name, parameters, body] = /^(\w+)(\([^)]*\))?\s*(.*)$/.exec(rest);
    if (!parameters || body === '') macros.set(name, parameters ? '' : body);
  } else if (directive === 'undef') {
    macros.delete(rest);
  } else if (directive === 'include') {
    const [, pushed] = /^<pshpack(\d+)\.h>$/.exec(rest) ?? [];
    if (pushed) packs.push(Number(pushed));
    else if (rest === '<poppack.h>') packs.pop();
    else return;
    kept.push(`__pack ${packs.at(-1)};`);
  } else if (directive !== 'pragma') {
    throw new Error(`The header has a directive that is not known here: #${directive} ${rest}`);
  } else if (/^pack\b/.test(rest)) {
    throw new Error('The header packs by a pragma, which is not read here');
  }
}

/** WINAPI_FAMILY is the one for desktop programs, which includes all partitions. */
function condition(directive, rest, macros) {
  if (directive === 'ifdef') return macros.has(rest);
  if (directive === 'ifndef') return !macros.has(rest);
  const digits = rest
    .replace(/WINAPI_FAMILY_PARTITION\s*\([^)]*\)/g, '1')
    .replace(/defined\s*\(\s*(\w+)\s*\)|defined\s+(\w+)/g, (_all, one, other) => (macros.has(one ?? other) ? '1' : '0'))
    .replace(/\b[A-Za-z_]\w*\b/g, (name) => (/^\d+$/.test(macros.get(name) ?? '') ? macros.get(name) : '0'));
  if (!/^[\d\s()!&|<>=+-]+$/.test(digits)) throw new Error(`The header has a condition that is not read here: ${rest}`);
  return Boolean(new Function(`return ${digits}`)());
}
