import { masked, maskedPath } from '../../../lib/base/masked';

describe('secrets in a URL are hidden, but not its host and path', () => {
  it.each([
    ['https://user:s3cret@host/x?sig=abc', 'https://[hidden]@host/x?[hidden]'],
    ['https://:token@host:8080/a/b', 'https://[hidden]@host:8080/a/b'],
    ['https://host/x#token', 'https://host/x#[hidden]'],
    ['https://us@er:pa@ss@host/x', 'https://[hidden]@host/x'],
    ['https://user:pa/s?s@host/x', 'https://[hidden]@host/x'],
    ['https://DOMAIN\\user:pa ss"word@host/x', 'https://[hidden]@host/x'],
    ['https://host:8080/npm/@scope/x', 'https://host:8080/npm/@scope/x'],
    ['https:/user:s3cret@host/x', 'https:/[hidden]@host/x'],
    ['HTTP:\\\\user:s3cret@host\\x?sig=abc', 'HTTP:\\\\[hidden]@host\\x?[hidden]'],
    ['https:////user:s3cret@host/x', 'https:////[hidden]@host/x'],
    ['https://host/x', 'https://host/x'],
  ])('%s', (url, expected) => {
    expect(maskedPath(url)).toBe(expected);
    expect(masked(url)).toBe(expected);
    expect(maskedPath(`srv*C:\\a*${url};C:\\b@c`)).toBe(`srv*C:\\a*${expected};C:\\b@c`);
    expect(masked(`asked ${url} : 404`)).toBe(`asked ${expected} : 404`);
    expect(masked(expected)).toBe(expected);
    expect(maskedPath(expected)).toBe(expected);
  });

  it('in each element of a search path', () => {
    const path = 'srv*https://a:b@one/x*https://two/y?c;symsrv*d.dll*http://e@three;.';
    expect(maskedPath(path)).toBe(
      'srv*https://[hidden]@one/x*https://two/y?[hidden];symsrv*d.dll*http://[hidden]@three;.',
    );
  });

  it('in an element of a search path without slashes, which clients take for a URL', () => {
    expect(maskedPath('srv*https:user:s3cret@host/x')).toBe('srv*https:[hidden]@host/x');
  });

  it('in each URL of a sentence with a search path', () => {
    const line = 'Symbol Search Path: symsrv*own.dll*https://a:b@one/x;C:\\b;symsrv*own.dll*http://c:d@two/y?sig=z';
    expect(masked(line)).toBe(
      'Symbol Search Path: symsrv*own.dll*https://[hidden]@one/x;C:\\b;symsrv*own.dll*http://[hidden]@two/y?[hidden]',
    );
    expect(masked('https://a:b@one/x?[hidden]: needs own.dll')).toBe('https://[hidden]@one/x?[hidden]: needs own.dll');
  });

  it('in a query up to its end, even with unusual characters', () => {
    expect(maskedPath('srv*https://host/x?sig=a b"c\'d*C:\\x')).toBe('srv*https://host/x?[hidden]*C:\\x');
    expect(masked('asked https://host/x?sig=a;b*c : 404')).toBe('asked https://host/x?[hidden] : 404');
  });
});
