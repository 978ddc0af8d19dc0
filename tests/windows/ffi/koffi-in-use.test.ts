import { loadProbe } from '../probe';

interface WithAsync {
  async(milliseconds: number, returned: () => void): void;
}

it('a call off the main thread waits while other code has as many calls through koffi as run at a time', async () => {
  const probe = await loadProbe();
  const library = probe.koffi.load('kernel32.dll');
  const sleep = library.func('__stdcall', 'Sleep', 'void', ['uint32_t']) as unknown as WithAsync;
  let [taken, returned] = [0, 0];
  const take = (): boolean => {
    try {
      sleep.async(20, () => returned++);
      taken++;
      return true;
    } catch (error) {
      expect((error as Error).message).toMatch(/too many asynchronous/i);
      return false;
    }
  };
  while (take());
  probe.reset();
  const refreshed = probe.dll.SymRefreshModuleList(0x7000_4001n);
  expect(probe.calls('SymRefreshModuleList')).toBe(0);
  await expect(refreshed).resolves.toBe(true);
  expect(probe.calls('SymRefreshModuleList')).toBe(1);
  while (returned < taken) await new Promise(setImmediate);
});
