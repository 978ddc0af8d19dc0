import { FileBytes } from '../../files/async-bytes';
import { debugHeaders, type RecordedName } from '../../files/debug-records';
import { fileKind } from '../../files/file-kind';
import { checkImage } from '../../files/image-damage';
import { peHeaders, type PeHeaders } from '../../files/pe-headers';
import { infoOfImage, readIdentity, type IndexInfo } from '../../search/index-info';

/** What one look into an image file tells. */
export interface ImageFacts {
  readonly outline: Pick<PeHeaders, 'base' | 'size' | 'machine'>;
  /** Its identity and its PDB, or the error if they cannot be read. */
  readonly info: IndexInfo | Error;
  /** The files that it names. */
  readonly recorded: readonly RecordedName[];
  /** The reason why DLLs must not read it. */
  readonly damage: Error | null;
}

/** Opens an image once, and reads all that a load needs. */
export function imageFacts(path: string, label: string): Promise<ImageFacts> {
  return FileBytes.with(path, label, async (file) => {
    const kind = await fileKind(file);
    if (kind === 'pdb') throw file.damaged('it is a PDB, and no image: `loadModule({ pdb })` loads it without one');
    if (kind === 'dbg') throw file.damaged('it is a .dbg file, and no image');
    const headers = await file.parse(peHeaders());
    let recorded: readonly RecordedName[] = [];
    const info = await debugHeaders(file, headers).then((found) => {
      ({ recorded } = found);
      return infoOfImage(path, found);
    }, asAnswer);
    const damage = await checkImage(file, headers).then(() => null, asAnswer);
    return { outline: headers, info, recorded, damage };
  });
}

const asAnswer = (error: unknown): Error => error as Error;

/** What identifies an image, and what it names. */
export type Identity = Pick<ImageFacts, 'info' | 'recorded'>;

/** The same look if no more is needed. Of a file that cannot be read, it gives the error. */
export const identityOf = (path: string): Promise<Identity> =>
  readIdentity(path, 'the image').catch((error: unknown) => ({ info: asAnswer(error), recorded: [] }));
