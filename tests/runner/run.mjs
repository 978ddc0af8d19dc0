import { parseArgs } from 'node:util';
import { windowsNodes } from './windows-node.mjs';
import { dlls, runOnWindows, windowsAvailable } from './windows.mjs';

const usage = `Usage: node tests/runner/run.mjs [options] -- ARGS...

Runs Windows' node.exe with ARGS in the current folder.

  --node NAME       24-x64 (default), 22-x64, 20-x64 or 22-ia32
  --dll NAME        whose dbghelp.dll: wine (default) or microsoft
  --timeout S       seconds, 600 unless told
  --memory MIB      of all its processes together, 8192 unless told
  --env NAME=VALUE  one more environment variable; may be repeated
  --readable DIR    a folder outside the project that it may read; may be repeated
  --writable DIR    a folder outside the project that it may write to; may be repeated
`;

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    node: { type: 'string' },
    dll: { type: 'string' },
    timeout: { type: 'string' },
    memory: { type: 'string' },
    env: { type: 'string', multiple: true, default: [] },
    readable: { type: 'string', multiple: true, default: [] },
    writable: { type: 'string', multiple: true, default: [] },
    help: { type: 'boolean', short: 'h' },
  },
});

if (values.help) {
  process.stdout.write(usage);
  process.exit(0);
}
if (positionals.length === 0) refuse(usage);

const windows = windowsAvailable();
if (!windows.available) {
  process.stderr.write(`No Windows here: ${windows.reason}\n`);
  process.exit(1);
}
if (values.node !== undefined && !Object.hasOwn(windowsNodes, values.node)) {
  refuse(`Expected --node to be one of ${Object.keys(windowsNodes).join(', ')}, got ${values.node}`);
}
if (values.dll !== undefined && !dlls.includes(values.dll)) {
  refuse(`Expected --dll to be one of ${dlls.join(', ')}, got ${values.dll}`);
}

const { code } = await runOnWindows({
  node: values.node,
  dll: values.dll,
  args: positionals,
  env: Object.fromEntries(values.env.map(nameAndValue)),
  readable: values.readable,
  writable: values.writable,
  timeoutSeconds: positive('timeout'),
  memoryMiB: positive('memory'),
});
process.exitCode = code;

function positive(option) {
  if (values[option] === undefined) return undefined;
  const number = Number(values[option]);
  if (number > 0) return number;
  return refuse(`Expected --${option} to be a number above 0, got ${values[option]}`);
}

function nameAndValue(pair) {
  const [, name, value] = /^([^=]+)=(.*)$/s.exec(pair) ?? refuse(`Expected --env to be NAME=VALUE, got ${pair}`);
  return [name, value];
}

function refuse(message) {
  process.stderr.write(`${message}\n`);
  process.exit(2);
}
