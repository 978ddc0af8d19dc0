import { freeBase, hasAddresses, overlap } from '../../../../lib/session/modules/module-place';

const own = { base: 0x180000000n, size: 0x7000 };

describe('the base of an image', () => {
  it('is its preferred base if that is free', () => {
    expect(freeBase(own, [])).toBe(own.base);
    expect(freeBase(own, [{ base: own.base + 0x7000n, size: 1 }])).toBe(own.base);
    expect(freeBase(own, [{ base: own.base - 0x1000n, size: 0x1000 }])).toBe(own.base);
  });

  it('is the next free one above if the preferred base is taken, on a boundary of 64 KiB', () => {
    const taken = [own, { base: 0x180020000n, size: 0x1000 }];
    expect(freeBase(own, taken.slice(0, 1))).toBe(0x180010000n);
    expect(freeBase({ ...own, size: 0x10001 }, taken)).toBe(0x180030000n);
    // An extent of unknown size occupies its base.
    expect(freeBase(own, [{ base: own.base, size: 0 }])).toBe(0x180010000n);
  });

  it('is the lowest free one if there is no room above, and undefined if there is no room at all', () => {
    const end = 0x1_0000_0000n;
    const narrow = { base: 0xffff0000n, size: 0x1000 };
    expect(freeBase(narrow, [narrow], end)).toBe(0x10000n);
    expect(freeBase(narrow, [narrow, { base: 0x10000n, size: 0x1000 }], end)).toBe(0x20000n);
    expect(freeBase(narrow, [{ base: 0n, size: 0xffff_ffff }], end)).toBeUndefined();
    expect(freeBase(own, [], end)).toBe(0x10000n);
    expect(freeBase({ base: 0n, size: 1 }, [])).toBe(0x10000n);
  });
});

it('two extents overlap if they share an address', () => {
  expect(overlap({ base: 1n, size: 2 }, { base: 2n, size: 2 })).toBe(true);
  expect(overlap({ base: 1n, size: 1 }, { base: 2n, size: 2 })).toBe(false);
});

it('an extent that ends beyond 2^64 is invalid', () => {
  expect(hasAddresses({ base: 2n ** 64n - 0x1000n, size: 0xfff })).toBe(true);
  expect(hasAddresses({ base: 2n ** 64n - 0x1000n, size: 0x1000 })).toBe(false);
});
