import { undecorate } from '../../../lib';
import { UNDNAME } from '../../../types/constants';

it('gives the declaration of a decorated name', async () => {
  await expect(undecorate('?draw@Scene@render@@QEAAXH@Z')).resolves.toMatch(
    /^public: void __cdecl render::Scene::draw\(int\)/,
  );
});

it('leaves parts out according to its flags', async () => {
  await expect(undecorate('?draw@Scene@render@@QEAAXH@Z', UNDNAME.NAME_ONLY)).resolves.toBe('render::Scene::draw');
});

it('returns undecorated names unchanged', async () => {
  await expect(undecorate('main')).resolves.toBe('main');
  await expect(undecorate('')).resolves.toBe('');
});

it.each([1000, 1003, 1004, 1005, 1022, 1023, 1500, 2028, 2029, 2047, 4076, 4095, 4096, 16_364])(
  'gives names of %i characters whole, whatever their readable form adds',
  async (length) => {
    const name = 'n'.repeat(length);
    await expect(undecorate(`?${name}@@YAXXZ`, UNDNAME.NAME_ONLY)).resolves.toBe(name);
    await expect(undecorate(`?${name}@@YAXXZ`)).resolves.toBe(`void __cdecl ${name}(void)`);
    await expect(undecorate(name)).resolves.toBe(name);
  },
);

it('accepts flags in the signed form that | gives', async () => {
  await expect(undecorate('?draw@Scene@render@@QEAAXH@Z', UNDNAME.NAME_ONLY | (1 << 31))).resolves.toBe(
    'render::Scene::draw',
  );
});

it('refuses a value that is no name', async () => {
  await expect(undecorate(5 as never)).rejects.toThrow(/undecorate: `name` must be a string/);
  await expect(undecorate('n'.repeat(16_384))).resolves.toHaveLength(16_384);
  await expect(undecorate('n'.repeat(16_385))).rejects.toThrow(/undecorate: `name` must be at most 16384 characters/);
  await expect(undecorate('a\0b')).rejects.toThrow(RangeError);
  await expect(undecorate('main', 2 ** 32)).rejects.toThrow(/`flags`/);
});
