import { existsSync } from 'node:fs';
import { copyFile, mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { builtOnce } from './cache.mjs';
import { aptTransportSettings, debianMirror, installOnThisMachine } from './debian-apt.mjs';
import { say } from './progress.mjs';
import { setUpInSandbox } from './setup-sandbox.mjs';

const release = 'trixie';

// Only Wine runs in there: no manuals, no translations; and a half-written one is discarded anyway.
const dpkgSettings = `force-unsafe-io
path-exclude /usr/share/doc/*
path-exclude /usr/share/man/*
path-exclude /usr/share/locale/*
`;

const installWine = `set -e
dpkg --add-architecture i386
apt-get update
apt-get install --yes --no-install-recommends wine wine64 wine32:i386
apt-get clean
rm -rf /var/lib/apt/lists/* /var/cache/apt/* /var/cache/debconf/*-old
wine --version
`;

/**
 * A small Debian 13 that holds Wine 10 for 64- and 32-bit programs.
 * @param {string} reason why this machine's own Wine does not do
 * @returns {Promise<string>} the cache folder; the Debian is its subfolder `root`
 */
export function debianRootFolder(reason) {
  return builtOnce({
    name: 'wine',
    recipe: ['1', release, dpkgSettings, installWine],
    why: `making a Debian 13 with Wine 10 in the cache, because ${reason}: about 2 minutes, 2 GB`,
    build,
  });
}

async function build(folder) {
  await installOnThisMachine(['debootstrap', 'debian-archive-keyring']);
  const root = path.join(folder, 'root');
  await mkdir(root);

  say('unpacking Debian 13 with debootstrap: about 40 s');
  const mirror = await debianMirror();
  const keyring = '--keyring=/usr/share/keyrings/debian-archive-keyring.gpg';
  await setUpInSandbox({
    steps: [['host'], ['writable', folder, folder]],
    command: ['debootstrap', '--variant=minbase', keyring, release, root, ...(mirror ? [mirror] : [])],
  });

  say('installing Wine 10 with 64 and 32 bits in it: about 1 minute');
  await writeFile(path.join(root, 'etc/dpkg/dpkg.cfg.d/small'), dpkgSettings);
  await writeFile(path.join(root, 'etc/apt/apt.conf.d/90transport'), await aptTransportSettings());
  for (const file of ['/etc/resolv.conf', '/etc/hosts', '/etc/ssl/certs/ca-certificates.crt']) {
    if (!existsSync(file)) continue;
    await mkdir(path.join(root, path.dirname(file)), { recursive: true });
    await copyFile(file, path.join(root, file));
  }
  await setUpInSandbox({
    steps: [['writable', root, '/'], ['kernel']],
    command: ['sh', '-c', installWine],
  });
}
