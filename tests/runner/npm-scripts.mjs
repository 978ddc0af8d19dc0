import { checks, scripts, usage } from './scripts-table.mjs';

// node tests/runner/npm-scripts.mjs NAME [ARGS...], as package.json has it; `check` takes the name of a check.
const [name = '', ...args] = process.argv.slice(2);

if (name === 'check') process.exitCode = await run(checks, args[0], args.slice(1));
else process.exitCode = await run(scripts, name, args);

async function run(table, name, args) {
  if (name === undefined) {
    process.stdout.write(usage());
    return 0;
  }
  const script = Object.hasOwn(table, name) ? table[name] : undefined;
  if (script?.run) return script.run(args);
  const names = Object.keys(table).filter((each) => table[each].run);
  process.stderr.write(`Expected one of ${names.join(', ')}, got ${name}\n`);
  return 2;
}
