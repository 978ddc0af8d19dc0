/**
 * Does a job for each item, for some at a time, and gives what they give in the order of the items. The first that is
 * rejected ends the loop when its turn has come.
 */
export async function* inOrder<Item, Result>(
  items: readonly Item[],
  atOnce: number,
  job: (item: Item, index: number) => Promise<Result>,
): AsyncGenerator<Result, void, undefined> {
  const begun: Promise<Result>[] = [];
  for (const [index, item] of items.entries()) {
    const result = job(item, index);
    // Before its turn, nobody listens.
    result.catch(() => undefined);
    begun.push(result);
    if (begun.length >= atOnce) yield await begun.shift()!;
  }
  for (const result of begun) yield await result;
}
