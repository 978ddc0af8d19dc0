import { now, pause, setTimeout as ownTimer, timeOfDay } from '../../../lib/base/clock';

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
