import path from 'node:path';
import { inspect } from 'node:util';
import { findPdb, SymbolPath } from '../../../lib';
import { searchPathOf } from '../../../lib/search/search-path';

const image = path.join(__dirname, '../../fixtures/bin/bare/x64/scene.dll');

/** Search paths with a user, a password and a token each, in every place of a URL that may have them. */
const paths = Array.from({ length: 200 }, (_, number) => {
  const of = (word: string): string => `${word}${String(number)}${['', '%40', '-', '~!$', '=='][number % 5]!}Z`;
  const [user, password, token] = [of('user'), of('pass'), of('token')] as const;
  const [host, folder] = [`host${String(number)}.example.com`, `folder${String(number)}`] as const;
  const scheme = number % 3 === 0 ? 'http' : 'https';
  const end = ['', `?sig=${token}`, `?a=b&sig=${token}`, `#${token}`][number % 4]!;
  const url = `${scheme}://${user}:${password}@${host}${number % 2 === 0 ? '' : ':8080'}/${folder}${end}`;
  const text = [`srv*${url}`, `srv*C:\\a*${url};C:\\b`, `symsrv*own.dll*${url}`, `${url};.`][(number >> 2) % 4]!;
  return { text, secrets: [user, password, token], host, folder };
});

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
