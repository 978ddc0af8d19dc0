import { existsSync } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import path from 'node:path';
import { builtOnce, useLock } from './cache.mjs';
import { debianRootFolder } from './debian-root.mjs';
import { ownWine } from './own-wine.mjs';
import { setUpInSandbox } from './setup-sandbox.mjs';
import { shareEqualFiles } from './share-files.mjs';

/** The path of the Windows drive C: for programs in the sandbox. */
export const prefixInside = '/wineprefix';

/** The environment that Wine itself needs. */
export const wineEnvironment = {
  PATH: '/usr/local/bin:/usr/bin:/bin',
  HOME: '/tmp',
  // Without it, Wine's Wayland driver complains on stderr.
  XDG_RUNTIME_DIR: '/tmp',
  LC_ALL: 'C.UTF-8',
  WINEPREFIX: prefixInside,
  WINEDEBUG: '-all',
};

/**
 * A Wine that is ready to run: this machine's own where it does, else one in the cache.
 * @returns {Promise<{ steps: string[][], uses: string[] }>} how sandbox.sh mounts it, and the locks to hold
 */
export async function readyWine() {
  const own = ownWine();
  const root = own.version ? undefined : await debianRootFolder(own.reason);
  const steps = root ? [['overlay', path.join(root, 'root'), '/'], ['kernel']] : [['host']];
  const uses = root ? [useLock(root)] : [];
  const prefix = await builtOnce({
    name: 'prefix',
    recipe: ['1', own.version ?? path.basename(root)],
    why: 'making an empty Windows drive C: with wineboot: about 20 s',
    build: async (folder) => {
      await bootPrefix(folder, steps, uses);
      if (root) shareLibraries(path.join(root, 'root'), path.join(folder, 'prefix'));
    },
  });
  return {
    steps: [...steps, ['overlay', path.join(prefix, 'prefix'), prefixInside]],
    uses: [...uses, useLock(prefix)],
  };
}

async function bootPrefix(folder, steps, uses) {
  const prefix = path.join(folder, 'prefix');
  await mkdir(prefix);
  await setUpInSandbox({
    steps: [...steps, ['writable', prefix, prefixInside]],
    // Without the wait, wineserver would be killed before it has written the registry.
    command: ['sh', '-c', 'wine wineboot -i && wineserver --wait'],
    // .NET and the HTML engine are not needed; otherwise Wine would offer to download them.
    env: { ...wineEnvironment, WINEDLLOVERRIDES: 'mscoree,mshtml=' },
    uses,
  });
  for (const file of ['system.reg', 'drive_c/windows/system32/kernel32.dll', 'drive_c/windows/syswow64/kernel32.dll']) {
    if (!existsSync(path.join(prefix, file))) throw new Error(`Wine made no ${file}: it has to run 64 and 32 bits`);
  }
}

// Wine copies its libraries to drive C:, 1.3 GB. Both copies are only read: see sandbox.sh, overlay.
function shareLibraries(root, prefix) {
  const windows = path.join(prefix, 'drive_c/windows');
  shareEqualFiles(path.join(root, 'usr/lib/x86_64-linux-gnu/wine/x86_64-windows'), path.join(windows, 'system32'));
  shareEqualFiles(path.join(root, 'usr/lib/i386-linux-gnu/wine/i386-windows'), path.join(windows, 'syswow64'));
}
