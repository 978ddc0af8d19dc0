import path from 'node:path';
import { inspect } from 'node:util';
import { findPdb, SymbolPath } from '../../../lib';
import { secretPaths } from '../../servers/secret-paths';
import { searchPathOf } from '../../../lib/search/search-path';

const image = path.join(__dirname, '../../fixtures/bin/bare/x64/scene.dll');

const host = (number: number): string => `host${String(number)}.example.com`;
const paths = secretPaths({ https: host, http: (number) => `${host(number)}:8080`, store: 'C:\\a' });

it('the users, passwords and tokens of 200 search paths are in no text, and their hosts and folders are', async () => {
  for (const { text, secrets, host, folder } of paths) {
    const searchPath = SymbolPath.parse(text);
    const options = { searchPath, allowHttp: true, offline: true };
    const search = await findPdb(image, options);
    const texts = [
      await searchPath.explain(),
      inspect(searchPath),
      String(search),
      inspect(search),
      JSON.stringify(search),
    ];
    for (const refuse of [
      (): unknown => searchPathOf(text, false, 'a test'),
      (): unknown => SymbolPath.parse(`${text}"`),
      (): unknown => SymbolPath.empty.with(text),
    ]) {
      try {
        refuse();
      } catch (error) {
        texts.push(inspect(error));
      }
    }
    for (const told of texts) for (const secret of secrets) expect(told).not.toContain(secret);
    for (const told of texts.slice(0, 2)) expect([told.includes(host), told.includes(folder)]).toEqual([true, true]);
  }
});
