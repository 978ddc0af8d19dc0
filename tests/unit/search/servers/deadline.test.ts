import { now, pause } from '../../../../lib/base/clock';
import { deadline } from '../../../../lib/search/servers/deadline';

it('counts no time in which the process stood still', async () => {
  const begun = now();
  let missed = 0;
  deadline(200, () => (missed = now()));
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 1500);
  while (missed === 0) await pause(10);
  expect(missed - begun).toBeGreaterThanOrEqual(1699);
});
