import { afterTime, now, pause, setTimeout as ownTimer, timeOfDay } from '../../../lib/base/clock';

afterEach(() => {
  jest.useRealTimers();
});

it('goes on, and its timers fire, while a test has replaced those of the program', async () => {
  jest.useFakeTimers();
  const faked = jest.spyOn(performance, 'now').mockReturnValue(5);
  try {
    const [from, day] = [now(), timeOfDay()];
    await pause(30);
    await new Promise<void>((resolve) => void ownTimer(resolve, 10));
    expect(now() - from).toBeGreaterThan(30);
    expect(timeOfDay() - day).toBeGreaterThan(30);
    expect(performance.now()).toBe(5);
  } finally {
    faked.mockRestore();
  }
});

it('a pause ends with the reason of its signal', async () => {
  const stop = new AbortController();
  const paused = pause(60_000, stop.signal);
  stop.abort(new Error('enough'));
  await expect(paused).rejects.toThrow('enough');
  await expect(pause(60_000, AbortSignal.abort(new Error('before')))).rejects.toThrow('before');
});

describe('a time limit', () => {
  const block = (milliseconds: number): void => {
    Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, milliseconds);
  };

  it('is over when the process has run for the time, and not before', async () => {
    const begun = now();
    await new Promise<void>((over) => afterTime(1200, over));
    expect(now() - begun).toBeGreaterThanOrEqual(1199);
  });

  it('counts no time in which the process stood still', async () => {
    const begun = now();
    const over = new Promise<void>((resolve) => afterTime(200, resolve));
    block(1500);
    await over;
    expect(now() - begun).toBeGreaterThanOrEqual(1699);
  });

  it('counts at most a small part of a short standstill', async () => {
    const begun = now();
    const over = new Promise<void>((resolve) => afterTime(800, resolve));
    block(1500);
    await over;
    expect(now() - begun).toBeGreaterThanOrEqual(1500 + 700 - 1);
  });

  it('tells how much was counted', async () => {
    const stops = [10_000, 40].map((milliseconds) => afterTime(milliseconds, () => undefined));
    await pause(60);
    const [some, all] = stops.map((stop) => stop());
    expect(some).toBeGreaterThan(50);
    expect(all).toBe(40);
    const stop = afterTime(400, () => undefined);
    block(1500);
    expect(stop()).toBe(0);
  });

  it('is not over when it was stopped', async () => {
    const over = jest.fn();
    const stop = afterTime(20, over);
    stop();
    await pause(60);
    expect(over).not.toHaveBeenCalled();
  });
});
