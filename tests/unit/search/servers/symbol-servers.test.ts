import { Scene, wantedPdb } from '../../../servers/scene';

let scene: Scene;
beforeEach(async () => {
  scene = await Scene.make();
});
afterEach(() => scene.end());

describe('a client of symbol servers', () => {
  it('puts the file into the store, and asks nobody the next time', async () => {
    expect(await scene.find()).toBe(scene.target);
    expect([...(await scene.stored()).values()]).toEqual([scene.pdb]);
    const asked = scene.server.requests.length;
    expect(await scene.find()).toBe(scene.target);
    expect(scene.server.requests).toHaveLength(asked);
  });

  it('gives null for a file that no server has, and remembers it', async () => {
    expect(await scene.find(wantedPdb('other.pdb'))).toBeNull();
    expect(scene.tried).toMatchObject([{ outcome: 'missing', reason: expect.stringContaining('404') as string }]);
    const asked = scene.server.requests.length;
    expect(await scene.find(wantedPdb('other.pdb'))).toBeNull();
    expect(scene.server.requests).toHaveLength(asked);
  });

  it('asks once for callers who want one file at the same time', async () => {
    const client = scene.client();
    const found = await Promise.all(Array.from({ length: 4 }, () => scene.find(wantedPdb(), client)));
    expect(found).toEqual([scene.target, scene.target, scene.target, scene.target]);
    expect(scene.server.asked('/app.pdb')).toHaveLength(1);
  });
});
