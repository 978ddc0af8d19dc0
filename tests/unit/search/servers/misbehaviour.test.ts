import { rows } from '../../../servers/misbehaviour';
import { Scene } from '../../../servers/scene';

let scene: Scene;
beforeEach(async () => {
  scene = await Scene.make();
});
afterEach(() => scene.end());

describe('a server that', () => {
  it.each(rows.map((row) => [row.does, row] as const))(
    '%s',
    async (_, { script, gives, reason, options, requests }) => {
      scene.server.script = async (asked) => {
        if (asked.path.endsWith('1/app.pdb')) await script(asked);
        else asked.plainly();
      };
      const found = await scene.find(undefined, scene.client(options));
      const told = scene.tried.map(({ outcome, reason: text }) => `${outcome}: ${text}`).join('\n');
      expect({ found, told }).toEqual({
        found: gives === 'file' ? scene.target : null,
        told: gives === 'file' ? 'found: found' : (expect.stringContaining(`${gives}: `) as string),
      });
      expect(told).toMatch(reason ?? /./);
      // Never a wrong file, nor a part of one, under its own name.
      expect([...(await scene.stored()).values()]).toEqual(gives === 'file' ? [scene.pdb] : []);
      expect(scene.server.asked('1/app.pdb').length).toBeLessThanOrEqual(requests ?? 4);
      // The next time it is asked again, unless it said that it does not have it.
      scene.server.script = undefined;
      if (gives === 'missing') expect(await scene.find()).toBeNull();
      else expect(await scene.find()).toBe(scene.target);
    },
  );
});
