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
  ])('%j: the error names the option', (options, message) => {
    expect(() => check(options)).toThrow(message);
  });

  it('have errors without the password of a proxy', () => {
    expect(() => check({ proxy: 'joe:pr0xy@host:1' })).toThrow(/proxy` must be false or http/);
    expect(() => check({ proxy: 'joe:pr0xy@host:1' })).not.toThrow(/pr0xy/);
    expect(check({ proxy: 'http://joe:pr0xy@host:1' }).proxy).toBeDefined();
  });
});
