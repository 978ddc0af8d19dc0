'use strict';
// Tells the resident memory of a program: the most in the first quarter of its time, and the most of all.
const samples = [];
const timer = setInterval(() => samples.push(process.memoryUsage.rss()), 100);
timer.unref();
process.on('exit', () => {
  samples.push(process.memoryUsage.rss());
  const early = Math.max(...samples.slice(0, Math.ceil(samples.length / 4)));
  require('node:fs').writeSync(2, JSON.stringify({ early, peak: Math.max(...samples) }) + '\n');
});
