import { runInSandbox } from './sandbox.mjs';

/**
 * Runs one command of the set-up in a sandbox: quiet, unless it fails.
 * @param {object} spec
 * @param {string[][]} spec.steps
 * @param {string[]} spec.command
 * @param {Record<string, string>} [spec.env]
 * @param {string[]} [spec.uses]
 * @returns {Promise<void>}
 * @throws {Error} with the end of the command's output
 */
export async function setUpInSandbox({ steps, command, env = {}, uses }) {
  const output = [];
  const result = await runInSandbox({
    steps: () => steps,
    command,
    env: { ...passedOn(), ...env },
    uses,
    timeoutSeconds: 1200,
    memoryMiB: 8192,
    onOutput: (_stream, chunk) => output.push(chunk),
  });
  if (result.code === 0) return;
  const lines = Buffer.concat(output).toString().trim().split('\n').slice(-40);
  const how = result.timedOut ? 'took longer than 20 minutes' : `ended with ${result.signal ?? result.code}`;
  throw new Error(`${command.join(' ')} ${how}:\n${lines.join('\n')}`);
}

function passedOn() {
  const proxies = Object.entries(process.env).filter(([name]) => /^(https?|ftp|no|all)_proxy$/i.test(name));
  return {
    PATH: '/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin',
    HOME: '/tmp',
    LC_ALL: 'C.UTF-8',
    DEBIAN_FRONTEND: 'noninteractive',
    ...Object.fromEntries(proxies),
  };
}
