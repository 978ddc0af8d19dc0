import { statSync } from 'node:fs';
import path from 'node:path';
import { UsageError } from '../usage-error';
import { moduleOfImage } from './header-answers';
import type { ImageFiles } from './image-files';
import type { GivenModule } from './text-modules';

const pageBytes = 0x1000n;

const hexadecimal = /^(?:0x)?[0-9a-f]+(?:`[0-9a-f]+)*$/i;

/** Reads `IMAGE=BASE` of options `--module`: the image is a file, or the name of one in the folders of `--images`. */
export async function givenModules(texts: readonly string[], files: ImageFiles): Promise<GivenModule[]> {
  const given: GivenModule[] = [];
  for (const text of texts) {
    const end = text.lastIndexOf('=');
    const image = text.slice(0, Math.max(end, 0));
    if (image === '') throw new UsageError(`--module must be IMAGE=BASE, got ${text}`);
    const base = baseOf(text.slice(end + 1), image);
    if (statSync(image, { throwIfNoEntry: false })?.isFile()) files.add(path.resolve(image));
    const [file] = files.find(path.basename(image.replaceAll('\\', '/')));
    if (!file)
      throw new Error(`--module: there is no file ${image}, and no image of that name in the folders of --images`);
    if (file.isPdb) throw new UsageError(`--module needs an image, which tells the size; ${file.path} is a PDB`);
    const module = { ...(await moduleOfImage(file, base)), file };
    const other = given.find((one) => one.base < base + BigInt(module.size) && base < one.base + BigInt(one.size));
    if (other) throw new UsageError(`--module: ${module.name} and ${other.name} would have the same addresses`);
    given.push(module);
  }
  return given;
}

function baseOf(text: string, image: string): bigint {
  const plain = text.replaceAll('`', '').replace(/^0x/i, '');
  if (!hexadecimal.test(text) || plain.length > 16) {
    throw new UsageError(`--module ${image}=BASE: BASE must be an address such as 0x140000000, got ${text}`);
  }
  if (/^[1-9]\d+$/.test(text)) {
    const decimal = `0x${BigInt(text).toString(16)}`;
    throw new UsageError(`--module ${image}=${text}: write 0x${text}, or ${decimal} if the number is decimal`);
  }
  const base = BigInt(`0x${plain}`);
  if (base % pageBytes !== 0n)
    throw new UsageError(`--module ${image}=BASE: a module begins at an address that ends in 000, got ${text}`);
  return base;
}
