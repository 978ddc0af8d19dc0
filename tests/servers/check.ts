import { measureLargeFile, measureManyFiles } from './measures';
import { randomFaults } from './random-faults';

// npm run check -- servers [COUNT] [SEED]
const [, , count = '200', seed = '1'] = process.argv;
const atOnce = 8;

async function main(): Promise<void> {
  const failures: string[] = [];
  const seeds = Array.from({ length: Number(count) }, (_, index) => Number(seed) + index);
  const next = seeds.values();
  const work = async (): Promise<void> => {
    for (const each of next)
      for (const wrong of await randomFaults(each)) failures.push(`seed ${String(each)}: ${wrong}`);
  };
  await Promise.all(Array.from({ length: atOnce }, work));
  console.log(`${count} scripts of faults: ${String(failures.length)} failures`);
  // Time is only told: a busy machine is no fault.
  console.log((await measureManyFiles()).line);
  for (const { line, right } of await measureLargeFile()) {
    console.log(line);
    if (!right) failures.push(line);
  }
  for (const failure of failures) console.log(`FAILED: ${failure}`);
  process.exitCode = failures.length > 0 ? 1 : 0;
}

void main();
