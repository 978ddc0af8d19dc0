/**
 * Draws distinct addresses: each byte of each procedure record is as likely as any other, so that long functions come
 * often, as they do among return addresses and samples. The same seed gives the same addresses everywhere.
 * @param {{ rva: number, size: number }[]} procedures
 * @param {number} count
 * @param {number} seed
 * @returns {number[]} in ascending order
 */
export function drawAddresses(procedures, count, seed) {
  const total = procedures.reduce((sum, { size }) => sum + size, 0);
  const random = seededRandom(seed);
  const drawn = new Set();
  while (drawn.size < count) drawn.add(addressOfByte(procedures, Math.floor(random() * total)));
  return [...drawn].sort((left, right) => left - right);
}

function addressOfByte(procedures, index) {
  let rest = index;
  for (const { rva, size } of procedures) {
    if (rest < size) return rva + rest;
    rest -= size;
  }
  throw new RangeError(`Expected \`index\` to be less than the size of all procedures, got ${index}`);
}

/**
 * A linear congruential generator modulo 2^32; its low bits are poor and are cut off.
 * @param {number} seed
 * @returns {() => number} at least 0 and less than 1
 */
export function seededRandom(seed) {
  let state = seed >>> 0;
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return (state >>> 8) / 2 ** 24;
  };
}
