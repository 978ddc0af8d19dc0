import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { DbgHelpFunctionName } from '../../lib';
import { loadProbe, probePath, type Probe } from './probe';

/** A DLL and its file stay loaded until the process ends. */
const folder = path.join(tmpdir(), `dbghelp-older-${String(process.pid)}`);

/** The stand-in for dbghelp.dll without some of its functions. */
export async function probeWithout(...names: readonly DbgHelpFunctionName[]): Promise<Probe> {
  const image = await readFile(probePath);
  for (const name of names) rename(image, name);
  await mkdir(folder, { recursive: true });
  const file = path.join(folder, `without-${names.join('-')}.dll`);
  await writeFile(file, image);
  const probe = await loadProbe(file);
  if (names.some((name) => probe.dll.has(name))) throw new Error(`${file} still has ${names.join(' or ')}`);
  return probe;
}

/**
 * Changes the last letter, so that the table of exports stays sorted. The probe's own table of names may change, too.
 */
function rename(image: Buffer, name: string): void {
  const bytes = Buffer.from(`\0${name}\0`, 'latin1');
  for (let at = image.indexOf(bytes); at >= 0; at = image.indexOf(bytes, at)) image[at + name.length]!--;
}
