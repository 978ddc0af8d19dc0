import { translateFileArguments } from './file-arguments.mjs';
import { readyHostPackages } from './host-packages.mjs';
import { chooseDll } from './rows.mjs';
import { bothAvailable, skipped } from './skipped.mjs';
import { projectFolder, runOnWindows, windowsAvailable } from './windows.mjs';

/** @param {string[]} args */
export const demo = (args) => runExample('symbolize-addresses', ['24-x64'], args);

/** @param {string[]} args with a dump, which one Node.js reads as well as two */
export const demoCrash = (args) =>
  runExample('crash-report', chooseDll(args).rest.length > 0 ? ['24-x64'] : ['24-x64', '22-ia32'], args);

async function runExample(example, nodes, given) {
  const { dll, rest } = chooseDll(given);
  const answer = dll === 'microsoft' ? bothAvailable() : windowsAvailable();
  if (!answer.available) return skipped('the demo', answer.reason);
  await readyHostPackages(projectFolder);
  // npm runs its scripts in the project; INIT_CWD is the folder of the call.
  const files = translateFileArguments(rest, process.env.INIT_CWD ?? process.cwd());
  for (const node of process.platform === 'win32' ? nodes.slice(0, 1) : nodes) {
    if (nodes.length > 1) process.stderr.write(`\n=== ${node}\n`);
    const { code } = await runOnWindows({
      node,
      dll,
      args: ['node_modules/ts-node/dist/bin.js', '--transpile-only', `examples/${example}.ts`, ...files.args],
      cwd: projectFolder,
      readable: files.folders,
    });
    if (code !== 0) return code;
  }
  return 0;
}
