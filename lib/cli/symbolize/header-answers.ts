import { jsonReady } from '../../base/json-ready';
import { FileBytes } from '../../files/async-bytes';
import { peHeaders } from '../../files/pe-headers';
import { stemOf, type Answers, type TextModule } from './answers';
import type { ImageFile } from './image-files';

/** What an image's headers tell of it. */
export async function moduleOfImage({ path, isPdb }: ImageFile, base: bigint | undefined): Promise<TextModule> {
  if (isPdb) return { name: stemOf(path), base: base ?? 0n, size: 0 };
  const headers = await FileBytes.with(path, 'symbolize: image', (file) => file.parse(peHeaders()));
  return { name: stemOf(path), base: base ?? headers.base, size: headers.size };
}

/** Answers without a DLL: only the module of an address that lies in one with a given base. */
export function headerAnswers(): Answers {
  const modules: TextModule[] = [];
  return {
    async load(file, base) {
      const module = await moduleOfImage(file, base);
      if (base !== undefined) modules.push(module);
      return module;
    },
    ask: (questions) =>
      Promise.resolve(
        questions.map((address) => {
          if (typeof address === 'string') return null;
          const module = modules.find(({ base, size }) => address >= base && address < base + BigInt(size));
          return module
            ? jsonReady({
                address,
                level: 'module',
                module: module.name,
                name: null,
                displacement: address - module.base,
              })
            : null;
        }),
      ),
    withoutSymbols: () => [],
    close: () => Promise.resolve(),
  };
}
