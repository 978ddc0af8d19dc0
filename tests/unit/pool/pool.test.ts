import { setTimeout as later } from 'node:timers/promises';
import { deserialize, serialize } from 'node:v8';
import { DbgHelpError, MinidumpError, SymbolPath } from '../../../lib';
import { SymbolizerPool, type PoolOptions } from '../../../lib/pool';
import { inOrder, type Pending } from '../../../lib/pool/in-order';
import { packAnswers, unpackAnswers, type AddressAnswer } from '../../../lib/pool/packed-answers';
import { checkDump, checkItem, checkPoolOptions, checkReportOptions } from '../../../lib/pool/pool-options';
import { errorToSend, receivedError } from '../../../lib/processes/sent-error';
import { collectGarbage } from '../collect-garbage';

/** The serialization between processes, `'advanced'`. */
const sent = <T>(value: T): T => deserialize(serialize(value)) as T;

describe('packed answers', () => {
  const source = (line: number): { file: string; line: number; displacement: number } => ({
    file: 'C:\\src\\ж.cpp',
    line,
    displacement: 0xffff_ffff,
  });
  const answers: AddressAnswer[] = [
    null,
    { address: 2n ** 64n - 1n, level: 'line', module: 'app', name: 'draw', displacement: 5n, source: source(1) },
    { address: 7n, level: 'symbol', module: 'app', name: 'draw', displacement: 2n ** 63n },
    { address: 8n, level: 'line', module: 'app', name: 'draw', displacement: 6n, source: source(0xffff_fffe) },
    { address: 9n, level: 'export', module: 'draw', name: 'app', displacement: 0n },
    { address: 10n, level: 'module', module: 'app', name: null, displacement: 10n },
    { address: 11n, level: 'address', module: null, name: null, displacement: 11n },
    { address: 12n, level: 'public', module: '', name: '', displacement: 0n },
    null,
  ];

  it('are the same after unpacking, and hold each name once', () => {
    const packed = sent(packAnswers(answers, false));
    expect(unpackAnswers(packed)).toEqual(answers);
    expect(packed.names).toHaveLength(6);
    expect(packed.files).toHaveLength(1);
  });

  it('keep inlined functions, if these were requested', () => {
    const inlined = [{ name: 'dot' }, { name: 'length', source: source(3) }];
    const given = answers.map((answer) => (answer?.name == null ? answer : { ...answer, inlined }));
    expect(unpackAnswers(sent(packAnswers(given, true)))).toEqual(given);
    expect(unpackAnswers(sent(packAnswers([], true)))).toEqual([]);
  });
});

describe('an error sent between processes', () => {
  const because = Object.assign(new Error('no such file'), { code: 'ENOENT' });
  it.each<[string, Error]>([
    ['of DbgHelp', new DbgHelpError('DBGHELP_NOT_FOUND', 'x', { api: 'SymX', win32Code: 2, cause: because })],
    ['of a dump', new MinidumpError('MINIDUMP_DAMAGED', 'x', { stream: 'ThreadListStream', offset: 12 })],
    ['of the kind of an argument', new TypeError('x')],
    ['of the value of an argument', new RangeError('x')],
    ['of something else', Object.assign(new Error('x'), { name: 'AbortError', code: 'ABORT_ERR' })],
  ])('%s keeps its class and members', (_what, error) => {
    const received = receivedError(sent(errorToSend(error)));
    expect(received).toBeInstanceOf(error.constructor);
    expect(Object.entries(received)).toEqual(Object.entries(error));
    expect([received.name, received.message, received.cause]).toEqual([error.name, error.message, error.cause]);
  });

  it('that is no Error becomes its text', () => {
    expect(receivedError(sent(errorToSend('thrown as it is'))).message).toBe('thrown as it is');
  });
});

/** Jobs that end when the test says so. */
class Works {
  readonly begun: number[] = [];
  readonly cancelled: number[] = [];
  readonly #ends = new Map<number, (outcome: string) => void>();

  readonly ask = (item: number): Pending<string> => {
    this.begun.push(item);
    return {
      outcome: new Promise((resolve) => this.#ends.set(item, resolve)),
      cancel: () => void this.cancelled.push(item),
    };
  };

  end(item: number): void {
    this.#ends.get(item)!(`outcome of ${String(item)}`);
  }
}

const turn = (): Promise<void> => later(1);
const numbers = function* (): Generator<number> {
  for (let number = 0; ; number++) yield number;
};

describe('items in order', () => {
  it('are taken only while there is room, and are given in order, no matter which is done first', async () => {
    const works = new Works();
    const outcomes = inOrder(numbers(), works.ask, { ahead: 3, signal: undefined });
    await turn();
    expect(works.begun).toEqual([]);
    const first = outcomes.next();
    await turn();
    expect(works.begun).toEqual([0, 1, 2]);
    works.end(2);
    works.end(1);
    await turn();
    expect(works.begun).toEqual([0, 1, 2]);
    works.end(0);
    expect(await first).toEqual({ done: false, value: 'outcome of 0' });
    expect((await outcomes.next()).value).toBe('outcome of 1');
    await turn();
    expect(works.begun).toEqual([0, 1, 2, 3, 4]);
    expect((await outcomes.next()).value).toBe('outcome of 2');
    await outcomes.return();
    expect(works.cancelled).toEqual(works.begun.slice(3));
  });

  it.each(['without a signal', 'with a signal'])('are not held once they were given, %s', async (how) => {
    const outcomes: WeakRef<object>[] = [];
    const ask = (item: number): Pending<object> => {
      const outcome = { item, large: new Array<number>(100).fill(item) };
      outcomes.push(new WeakRef(outcome));
      return { outcome: Promise.resolve(outcome), cancel: () => undefined };
    };
    const signal = how === 'with a signal' ? new AbortController().signal : undefined;
    let given = 0;
    let held = 0;
    for await (const outcome of inOrder(numbers(), ask, { ahead: 8, signal })) {
      expect(outcome).toBeDefined();
      if (++given < 20_000) continue;
      await collectGarbage();
      held = outcomes.filter((reference) => reference.deref()).length;
      break;
    }
    // The current one, and those ahead.
    expect(held).toBeLessThanOrEqual(12);
  });

  it('are given before the next one is available', async () => {
    const works = new Works();
    let ended = false;
    const slow = (async function* () {
      try {
        yield 0;
        await new Promise(() => undefined);
      } finally {
        ended = true;
      }
    })();
    const outcomes = inOrder(slow, works.ask, { ahead: 5, signal: undefined });
    const first = outcomes.next();
    await turn();
    works.end(0);
    expect((await first).value).toBe('outcome of 0');
    // A source that never answers cannot be waited for.
    await outcomes.return();
    expect(ended).toBe(false);
  });

  it('that were taken before the source threw are given before that error', async () => {
    const works = new Works();
    const broken = (function* () {
      yield 0;
      yield 1;
      throw new Error('no more');
    })();
    const outcomes = inOrder(broken, works.ask, { ahead: 5, signal: undefined });
    const first = outcomes.next();
    await turn();
    works.end(1);
    works.end(0);
    expect([(await first).value, (await outcomes.next()).value]).toEqual(['outcome of 0', 'outcome of 1']);
    await expect(outcomes.next()).rejects.toThrow('no more');
    expect(await outcomes.next()).toEqual({ done: true, value: undefined });
  });

  it.each([
    ['before', true],
    ['while it waits', false],
  ])('are cancelled when the signal is aborted %s', async (_when, before) => {
    const works = new Works();
    const stop = new AbortController();
    let returned = false;
    const source = (function* () {
      try {
        yield* numbers();
      } finally {
        returned = true;
      }
    })();
    if (before) stop.abort(new Error('enough'));
    const outcomes = inOrder(source, works.ask, { ahead: 2, signal: stop.signal });
    const first = outcomes.next();
    setTimeout(() => {
      stop.abort(new Error('enough'));
    }, 1);
    await expect(first).rejects.toThrow('enough');
    expect(works.cancelled).toEqual(works.begun);
    expect(returned).toBe(works.begun.length > 0);
  });
});

describe('items in order, aborted between two steps', () => {
  it.each([0, 1, 2])('are not given any more, even if they are ready: after %i', async (last) => {
    const stop = new AbortController();
    const ask = (item: number): Pending<number> => ({ outcome: Promise.resolve(item), cancel: () => undefined });
    const outcomes = inOrder([0, 1, 2], ask, { ahead: 3, signal: stop.signal });
    for (let index = 0; index <= last; index++) expect(await outcomes.next()).toEqual({ done: false, value: index });
    await turn();
    stop.abort(new Error('enough'));
    await expect(outcomes.next()).rejects.toThrow('enough');
    expect(await outcomes.next()).toEqual({ done: true, value: undefined });
  });
});

describe('an option or item of a pool', () => {
  it.each<[string, unknown, new () => Error, RegExp]>([
    ['no object', 5, TypeError, /`options` must be an object/],
    ['no process', { processes: 0 }, RangeError, /`processes` must be an integer from 1/],
    ['half a process', { processes: '2' }, TypeError, /`processes` must be a number/],
    ['a process to look into', { process: 'self' }, TypeError, /`process` is for a SymbolSession/],
    ['a search path', { searchPath: [5] }, TypeError, /`searchPath` must be a string/],
    ['options', { options: { debug: 1 } }, TypeError, /`options\.debug` must be a boolean/],
    ['a DLL', { dbghelp: {} }, TypeError, /`dbghelp` must be a string/],
    ['items for a process', { itemsPerProcess: 0 }, RangeError, /`itemsPerProcess` must be/],
    ['retries', { retries: -1 }, RangeError, /`retries` must be/],
    ['modules', { modules: {} }, TypeError, /`modules` must be an array/],
    ['a module', { modules: ['a.dll'] }, TypeError, /`modules\[0\]` must be an object/],
    ['a base', { modules: [{ image: 'a', base: -1n }] }, RangeError, /`modules\[0\]\.base` must be/],
    ['a Node.js', { worker: { execPath: 5 } }, TypeError, /`worker\.execPath` must be a string/],
  ])('is refused before anything starts: %s', async (_what, options, kind, words) => {
    const refused = SymbolizerPool.open(options as PoolOptions);
    await expect(refused).rejects.toThrow(kind);
    await expect(refused).rejects.toThrow(words);
  });

  it('is turned into plain data', () => {
    const searchPath = [SymbolPath.parse('C:\\symbols;D:\\more'), 'E:\\'];
    const { opening } = checkPoolOptions({ searchPath, modules: [{ image: '/a.dll', base: 5 }] });
    expect(sent(opening)).toEqual(opening);
    expect(opening.session.searchPath).toEqual(['C:\\symbols;D:\\more', 'E:\\']);
    expect(opening.modules[0]!.base).toBe(5n);
  });

  it.each<[string, unknown, new () => Error, RegExp]>([
    ['null', null, TypeError, /`item` must be an object/],
    ['no addresses', { image: 'a.dll' }, TypeError, /`item\.addresses` must be a BigUint64Array/],
    ['text for addresses', { addresses: '0x10' }, TypeError, /`item\.addresses` must be a BigUint64Array/],
    ['a negative address', { addresses: [1n, -1n] }, RangeError, /`item\.addresses` must be a bigint from 0/],
    ['a module by its object', { addresses: [{ module: {}, rva: 1 }] }, TypeError, /\(module\) must be a string/],
    ['an image', { image: 5, addresses: [] }, TypeError, /`item\.image` must be a string/],
    ['a PDB', { pdb: 5, addresses: [] }, TypeError, /`item\.pdb`/],
  ])('is refused as an item: %s', (_what, item, kind, words) => {
    const check = (): unknown => checkItem(item, {});
    expect(check).toThrow(kind);
    expect(check).toThrow(words);
  });

  it.each([
    [[1n, 2 ** 40], BigUint64Array.of(1n, 2n ** 40n)],
    [new Set([2n ** 64n - 1n]), BigUint64Array.of(2n ** 64n - 1n)],
    [BigUint64Array.of(3n), BigUint64Array.of(3n)],
    [
      [1, 'app+0x10', { module: 'app', rva: 2 }],
      [1n, 'app+0x10', { module: 'app', rva: 2n }],
    ],
  ])('has addresses, packed if possible: %p', (addresses, packed) => {
    expect(checkItem({ addresses }, {}).addresses).toEqual(packed);
  });

  it('may be a dump, with options of its report', () => {
    expect(() => checkDump(5, { imagePath: [] })).toThrow(TypeError);
    expect(() => checkReportOptions({ threads: 'none' as never })).toThrow(RangeError);
    expect(() => checkReportOptions({ maxFrames: 0 })).toThrow(RangeError);
  });
});
