import { readFileSync } from 'node:fs';
import path from 'node:path';
import { checkServerOptions, serverDefaults } from '../../../../lib/search/servers/server-options';

const check = (options: object) => checkServerOptions(options, 'open');

describe('options for symbol servers', () => {
  it('have defaults, also for what is undefined', () => {
    expect(check({ retries: undefined, ca: undefined })).toEqual(serverDefaults);
    expect(check({ retries: 0, minimumSpeed: false })).toMatchObject({ retries: 0, minimumSpeed: false, parallel: 8 });
  });

  it.each<[object, RegExp]>([
    [{ retrys: 1 }, /did you mean `retries`/],
    [{ retries: -1 }, /servers\.retries` must be an integer from 0/],
    [{ parallel: 0 }, /servers\.parallel`/],
    [{ connectTimeout: 1.5 }, /servers\.connectTimeout`/],
    [{ offline: 1 }, /servers\.offline` must be a boolean/],
    [{ headers: {} }, /servers\.headers` must be a function/],
    [{ minimumSpeed: { bytes: 0, seconds: 1 } }, /servers\.minimumSpeed`\.bytes/],
    [{ ca: 'company.pem' }, /PEM format: the text, not a file's name/],
    [{ store: '' }, /servers\.store`/],
    [{ token: 'x' }, /a token for each host/],
    [{ token: { 'https://x.example.com': 'y' } }, /servers\.token` must name hosts as HOST or HOST:PORT/],
    [{ token: { 'joe:s3cret@x.example.com': 'y' } }, /^(?!.*s3cret).*HOST:PORT/],
  ])('%j: the error names the option', (options, message) => {
    expect(() => check(options)).toThrow(message);
  });

  it('have errors without the password of a proxy', () => {
    expect(() => check({ proxy: 'joe:pr0xy@host:1' })).toThrow(/proxy` must be false or http/);
    expect(() => check({ proxy: 'joe:pr0xy@host:1' })).not.toThrow(/pr0xy/);
    expect(check({ proxy: 'http://joe:pr0xy@host:1' }).proxy).toBeDefined();
  });
});

/** Defaults as docs/symbol-paths.md writes them. */
function written(value: number | { readonly bytes: number; readonly seconds: number }, name: string): string {
  if (typeof value === 'object') return `${String(value.bytes)} bytes in ${String(value.seconds)} s`;
  if (name === 'maxFileSize') return `${String(value / 2 ** 30)} GiB`;
  if (['retries', 'parallel'].includes(name)) return String(value);
  return value % 3_600_000 === 0 ? `${String(value / 3_600_000)} h` : `${String(value / 1000)} s`;
}

it('docs/symbol-paths.md has each limit with its default', () => {
  const page = readFileSync(path.join(__dirname, '../../../../docs/symbol-paths.md'), 'utf8');
  const rows = [...page.matchAll(/^\| `(\w+)` +\| (.+?) +\|/gm)].map(([, name, value]) => [name, value]);
  const limits = Object.entries(serverDefaults).flatMap(([name, value]) =>
    typeof value === 'boolean' ? [] : [[name, written(value, name)]],
  );
  expect(rows.filter(([name = '']) => name in serverDefaults)).toEqual(limits);
});
