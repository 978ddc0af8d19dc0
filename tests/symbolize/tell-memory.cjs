'use strict';
// Tells the memory of a program each time when who started it asks: what is in use once nothing superfluous is left, and the most that
// the process had since it was asked before. Needs --expose-gc, and a channel to who started it.
let most = 0;
const look = () => (most = Math.max(most, process.memoryUsage.rss()));
setInterval(look, 50).unref();
process.on('message', () => {
  look();
  globalThis.gc();
  globalThis.gc();
  const { heapUsed, external } = process.memoryUsage();
  process.send({ heap: heapUsed, external, most });
  most = 0;
});
process.channel.unref();
