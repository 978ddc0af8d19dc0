import { spawnSync } from 'node:child_process';
import { existsSync, realpathSync } from 'node:fs';
import path from 'node:path';

const oldest = 10;

/**
 * Whether this machine's own Wine does.
 * @returns {{ version: string, reason?: undefined } | { version?: undefined, reason: string }} `reason` says why not
 */
export function ownWine() {
  const { status, stdout } = spawnSync('wine', ['--version'], { encoding: 'utf8' });
  if (status !== 0) return { reason: 'this machine has no Wine' };
  const version = stdout.trim();
  if (!(Number(/^wine-(\d+)/.exec(version)?.[1]) >= oldest)) {
    return { reason: `this machine's Wine is ${version}, not Wine ${oldest} or newer` };
  }
  if (!hasBothSizes()) return { reason: `this machine's ${version} runs no 32-bit programs` };
  return { version };
}

function hasBothSizes() {
  const program = spawnSync('sh', ['-c', 'command -v wine'], { encoding: 'utf8' }).stdout.trim();
  const beside = path.resolve(path.dirname(realpathSync(program)), '..');
  const parents = [beside, '/usr', '/usr/local', '/opt/wine-stable', '/opt/wine-devel', '/opt/wine-staging'];
  const folders = ['lib', 'lib64', 'lib32', 'lib/x86_64-linux-gnu', 'lib/i386-linux-gnu', 'lib/wine/wine'];
  return ['x86_64-windows', 'i386-windows'].every((size) =>
    parents.some((parent) =>
      folders.some((folder) => existsSync(path.join(parent, folder, 'wine', size, 'ntdll.dll'))),
    ),
  );
}
