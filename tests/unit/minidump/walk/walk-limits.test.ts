import { Minidump } from '../../../../lib';
import { DumpTarget, type DumpWalk } from '../../../../lib/minidump/walk/dump-target';
import { judged } from '../../../../lib/minidump/walk/judge-walk';
import { ModuleMap } from '../../../../lib/minidump/walk/module-map';
import { machines } from '../../../../lib/stack/machines';
import { DumpBuilder, u32, u64 } from '../dump-builder';

const stack = 0x1000;
const memoryList = 5;

function walk(): DumpWalk {
  const builder = new DumpBuilder();
  const { size, rva } = builder.add(new Uint8Array(64).fill(7));
  builder.stream(memoryList, u32(1), Buffer.concat([u64(BigInt(stack)), u32(size, rva)]));
  return new DumpTarget(Minidump.from(new Uint8Array(builder.build())), new ModuleMap([])).walk(machines.x86);
}

let clock = 0;
jest.mock('../../../../lib/base/clock', () => ({
  ...jest.requireActual<object>('../../../../lib/base/clock'),
  now: () => clock,
}));
/** Simulates that this much time has passed, with the processor at work. */
const pass = (milliseconds: number): void => {
  clock += milliseconds;
};

beforeEach(() => {
  clock = 0;
  jest
    .spyOn(process, 'cpuUsage')
    .mockImplementation((since) => ({ user: clock * 1000 - (since?.user ?? 0), system: -(since?.system ?? 0) }));
});
afterEach(() => jest.restoreAllMocks());

function ask(target: DumpWalk, times: number): number {
  const into = new Uint8Array(4);
  let count = 0;
  for (let time = 0; time < times; time++) count = target.read(stack, 4, into);
  return count;
}

describe('a walk of a dump', () => {
  it('does not give up because the machine was suspended', () => {
    const target = walk();
    for (let step = 0; step < 20; step++) {
      target.enter(0n);
      expect(ask(target, 450)).toBe(4);
      pass(10_000);
      expect(ask(target, 450)).toBe(4);
      target.leave();
    }
    expect(target.expired).toBe(false);
  });

  it('gives up in a step with too many questions', () => {
    const target = walk();
    target.enter(0n);
    expect(ask(target, 20_000)).toBe(4);
    pass(300);
    expect(ask(target, 1)).toBe(0);
    target.leave();
    expect(target.expired).toBe(true);
  });

  it('gives up if its steps ask too many questions', () => {
    const target = walk();
    let steps = 0;
    for (; steps < 100 && !target.expired; steps++) {
      target.enter(0n);
      ask(target, 5000);
      pass(200);
      target.leave();
    }
    expect(steps).toBeGreaterThan(4);
    expect(steps).toBeLessThan(10);
  });
});

describe('searches of the stacks of a dump', () => {
  it('have a limit together, beyond which each stack has little', () => {
    const builder = new DumpBuilder();
    const { size, rva } = builder.add(new Uint8Array(64).fill(7));
    builder.stream(memoryList, u32(1), Buffer.concat([u64(BigInt(stack)), u32(size, rva)]));
    const dump = new DumpTarget(Minidump.from(new Uint8Array(builder.build())), new ModuleMap([]));
    const searched = (): DumpWalk => {
      const target = dump.walk(machines.x64);
      for (let words = 0; words < 1_000_000 && !target.expired; words++) target.codeAt(words);
      return target;
    };
    const walks = Array.from({ length: 25 }, searched);
    const given = walks.map(({ searchedTooMuch }) => searchedTooMuch);
    expect(given.slice(0, 20)).toEqual(Array(20).fill(false));
    expect(given.slice(-4)).toEqual(Array(4).fill(true));
    const late = dump.walk(machines.x64);
    for (let words = 0; words < 10_000; words++) late.codeAt(words);
    expect(late.expired).toBe(false);
    expect(late.read(stack, 4, new Uint8Array(4))).toBe(4);
    expect(judged({ frames: [], end: 'no-unwind-info' }, walks.at(-1)!, machines.x64)).toMatchObject({
      end: 'stopped',
      error: { message: expect.stringMatching(/given up: the stacks before.*walk this thread by itself/) as string },
    });
  });
});
