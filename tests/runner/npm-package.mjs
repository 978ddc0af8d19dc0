import { createHash } from 'node:crypto';
import { readFileSync, rmSync } from 'node:fs';
import path from 'node:path';
import { npm } from './npm-client.mjs';
import { runTied } from './tied-command.mjs';

/**
 * Fetches a package with npm, checks that it is the one expected, and unpacks some of its files.
 * @param {object} archive
 * @param {string} archive.package
 * @param {string} archive.version
 * @param {string} archive.integrity
 * @param {string[]} files folders or files, by their path inside the package
 * @param {string} folder gets them, at the same path below its subfolder `package`
 */
export async function unpackFromNpm({ package: name, version, integrity: expected }, files, folder) {
  const packed = JSON.parse(await npm(['pack', `${name}@${version}`, '--json'], folder));
  const [{ filename }] = Object.values(packed);
  const archive = path.join(folder, filename);
  const integrity = `sha512-${createHash('sha512').update(readFileSync(archive)).digest('base64')}`;
  if (integrity !== expected) throw new Error(`Expected ${name}@${version} to be ${expected}, got ${integrity}`);
  await runTied(['tar', '-xzf', archive, '-C', folder, ...files.map((file) => `package/${file}`)]);
  rmSync(archive);
}
