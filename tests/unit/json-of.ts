/** Everything reachable from an answer: its members, their members, and the results of its class's getters. */
export function* everythingIn(answer: unknown, seen = new Set<unknown>()): Generator<object> {
  if (typeof answer !== 'object' || answer === null || ArrayBuffer.isView(answer) || seen.has(answer)) return;
  seen.add(answer);
  yield answer;
  const inside: unknown[] = answer instanceof Map ? [...answer.values()] : Object.values(answer);
  for (const member of inside) yield* everythingIn(member, seen);
  // Structures have their own toJSON.
  if (answer instanceof Error || ArrayBuffer.isView((answer as { bytes?: unknown }).bytes)) return;
  const { prototype } = answer.constructor as { readonly prototype: object };
  for (const [name, property] of Object.entries(Object.getOwnPropertyDescriptors(prototype))) {
    if (property.get && name !== '__proto__') yield* everythingIn((answer as Record<string, unknown>)[name], seen);
  }
}

const numberOf = (text: string): bigint => (text.startsWith('-0x') ? -BigInt(text.slice(1)) : BigInt(text));

/**
 * Expects that JSON.stringify accepts everything reachable from an answer, with every bigint as text: decimal for the
 * `value` of a constant, else hexadecimal.
 *
 * @returns the number of bigints found
 */
export function expectJson(answer: unknown): number {
  let found = 0;
  expect(JSON.stringify(answer)).toBeDefined();
  for (const part of everythingIn(answer)) {
    const told = JSON.parse(JSON.stringify(part)) as Record<string, unknown>;
    for (const [name, value] of Object.entries(part)) {
      if (typeof value !== 'bigint') continue;
      found++;
      expect(told[name]).toMatch(name === 'value' ? /^-?\d+$/ : /^-?0x[\da-f]+$/);
      expect(numberOf(told[name] as string)).toBe(value);
    }
  }
  return found;
}
