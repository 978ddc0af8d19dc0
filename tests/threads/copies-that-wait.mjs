import { copyOfPackage } from './package.mjs';
import { probePath } from './probe.mjs';

// A job waits for a call that another copy of the package makes. That copy cannot know this, and waits for the job.

const [, , file] = process.argv;
const [one, other] = await Promise.all([1, 2].map(() => copyOfPackage(file).DbgHelp.load({ path: probePath })));
const began = performance.now();
const code = await one.run(() =>
  other.SymGetModuleBase64(0x6000_4001n, 1n).then(
    () => 'an answer',
    (error) => error.code,
  ),
);
process.stdout.write(JSON.stringify({ code, seconds: (performance.now() - began) / 1000 }));
