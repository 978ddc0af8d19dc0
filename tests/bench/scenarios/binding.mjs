import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { printTable } from '../report.mjs';
import { scene } from '../subjects.mjs';

export const title = 'functions that koffi has bound so far, after one step and the next';

const program = fileURLToPath(new URL('../programs/binding.cjs', import.meta.url));

export function run() {
  const { status, stdout, stderr } = spawnSync(process.execPath, [program, scene], { encoding: 'utf8' });
  if (status !== 0) throw new Error(`binding ended with ${status}\n${stderr}`);
  const steps = JSON.parse(stdout);
  const libraries = Object.keys(steps.at(-1).counts);
  const rows = steps.map(({ step, counts }) => [step, ...libraries.map((name) => String(counts[name] ?? 0))]);
  printTable([['', ...libraries], ...rows]);
}
