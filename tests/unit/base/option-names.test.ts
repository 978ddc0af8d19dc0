import { runInNewContext } from 'node:vm';
import { checkOptionNames, ownOnly } from '../../../lib/base/option-names';
import { checkHelperOptions } from '../../../lib/processes/child-program';

const names = { execPath: true, timeout: true } as const;
const check = (options: object): void => {
  checkOptionNames(options, names, 'a.b', 'worker');
};

/** Does something while all objects have an option; listed by `for in` or not. */
function withPolluted<T>(prototype: object, enumerable: boolean, job: () => T): T {
  Object.defineProperty(prototype, 'execPath', { value: '/bin/false', enumerable, configurable: true, writable: true });
  try {
    return job();
  } finally {
    delete (prototype as { execPath?: unknown }).execPath;
  }
}

describe.each([true, false])('an option that other code gives to all objects (listed: %p)', (listed) => {
  it('is refused, and named', () => {
    withPolluted(Object.prototype, listed, () => {
      expect(() => {
        check({});
      }).toThrow(/^a\.b: `Object\.prototype` has `execPath`, which `worker` would inherit/);
    });
  });

  it('is refused where it would be the program that is started', () => {
    withPolluted(Object.prototype, listed, () => {
      const label = (member: string): string => `writeMinidump: \`helper${member}\``;
      expect(() => checkHelperOptions({ env: {} }, label)).toThrow(/writeMinidump: `Object\.prototype` has `execPath`/);
      expect(() => checkHelperOptions(undefined, label)).toThrow(/`Object\.prototype` has `execPath`/);
    });
  });

  it('is refused in options of another context', () => {
    const theirs = runInNewContext('({})') as object;
    withPolluted(Object.getPrototypeOf(theirs) as object, listed, () => {
      expect(() => {
        check(theirs);
      }).toThrow(/`Object\.prototype` has `execPath`/);
    });
  });

  it('does no harm where the caller gives the option', () => {
    withPolluted(Object.prototype, listed, () => {
      check({ execPath: 'C:\\node.exe' });
    });
  });

  it('does not reach the functions of Node.js', () => {
    withPolluted(Object.prototype, listed, () => {
      expect('execPath' in ownOnly({ timeout: 1 })).toBe(false);
    });
  });
});

it('options may come from a class of the caller', () => {
  class Settings {
    readonly #folder = 'C:\\';
    get execPath(): string {
      return `${this.#folder}node.exe`;
    }
  }
  check(new Settings());
  check(Object.create({ timeout: 5 }) as object);
});
