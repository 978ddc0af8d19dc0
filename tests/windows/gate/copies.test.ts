import { spawnSync } from 'node:child_process';
import path from 'node:path';

const script = path.join(__dirname, '../../threads/dropped-copies.cjs');

it('copies of the package that nobody uses any more are given back, though their thread goes on', () => {
  const built = path.normalize(process.env['DBGHELP_BUILT']!);
  const { stdout, stderr } = spawnSync(process.execPath, ['--expose-gc', script, built], { encoding: 'utf8' });
  expect(stderr).toBe('');
  const { loaded, left } = JSON.parse(stdout) as { loaded: number; left: number };
  expect(loaded).toBe(25);
  // The first one serves the others, and the last one is in use.
  expect(left).toBeLessThanOrEqual(3);
});
