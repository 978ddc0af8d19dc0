import { undecorate } from '../../lib';
import { UNDNAME } from '../../types/constants';

it('gives the declaration behind a decorated name', async () => {
  await expect(undecorate('?draw@Scene@render@@QEAAXH@Z')).resolves.toMatch(
    /^public: void __cdecl render::Scene::draw\(int\)/,
  );
});

it('leaves parts out when told so', async () => {
  await expect(undecorate('?draw@Scene@render@@QEAAXH@Z', UNDNAME.NAME_ONLY)).resolves.toBe('render::Scene::draw');
});

it('gives names back that are not decorated', async () => {
  await expect(undecorate('main')).resolves.toBe('main');
  await expect(undecorate('')).resolves.toBe('');
});

it('gives long names whole', async () => {
  const name = 'n'.repeat(1500);
  await expect(undecorate(`?${name}@@YAXXZ`, UNDNAME.NAME_ONLY)).resolves.toBe(name);
});

it('refuses what is no name', async () => {
  await expect(undecorate(5 as never)).rejects.toThrow(/undecorate: `name` must be a string/);
  await expect(undecorate('a\0b')).rejects.toThrow(RangeError);
  await expect(undecorate('main', -1)).rejects.toThrow(/`flags`/);
});
