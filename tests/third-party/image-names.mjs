import assert from 'node:assert/strict';

const functionKinds = ['function', 'thunk'];

/**
 * Every name that the DLL lists finds what has it: the very symbol where one function alone is called so, one of them where several
 * are; and findSymbols gives all that have it, data and public symbols too.
 * @returns {Promise<string>} the figures
 */
export async function compareNames({ session, listed }) {
  const byName = new Map();
  for (const symbol of listed) byName.set(symbol.name, [...(byName.get(symbol.name) ?? []), symbol]);
  const counts = { alone: 0, several: 0, special: 0 };
  const wrong = [];
  let slowest = 0;
  for (const [name, all] of byName) {
    const functions = all.filter(({ kind }) => functionKinds.includes(kind));
    // Of some functions only public symbols are known.
    const meant = functions.length > 0 ? functions : all.filter(({ isPublic }) => isPublic);
    const begin = performance.now();
    if (meant.length > 0) {
      const found = await session.findSymbol(name);
      const places = new Set(meant.map(({ address }) => address));
      if (found?.name !== name || !places.has(found.address)) wrong.push(`findSymbol ${name}: ${told(found)}`);
      counts[places.size === 1 ? 'alone' : 'several']++;
      if (/[[\]*+#?\\!<>]|operator/.test(name)) counts.special++;
    }
    const found = await session.findSymbols(name);
    const expected = [...new Set(all.map(placeOf))].sort();
    const given = [...new Set(found.map(placeOf))].sort();
    if (!expected.every((place) => given.includes(place)) || !found.every((one) => one.name === name))
      wrong.push(`findSymbols ${name}: ${given.length} of ${expected.length}, as ${expected[0]}`);
    slowest = Math.max(slowest, performance.now() - begin);
  }
  assert.equal(wrong.length, 0, `${wrong.length} names: ${wrong.slice(0, 20).join('\n  ')}`);
  return (
    `${byName.size} names: ${counts.alone} of one function each, ${counts.several} of several, ${counts.special} with special characters, ` +
    `found by findSymbol, and all that have them by findSymbols; ${slowest.toFixed(0)} ms at most for one`
  );
}

const placeOf = ({ address, kind, value }) => `${kind} ${address} ${value ?? ''}`;
const told = (symbol) => symbol && `${symbol.name} at 0x${symbol.address.toString(16)}`;
