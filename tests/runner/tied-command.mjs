import { spawn } from 'node:child_process';

/**
 * Runs a command of this machine that dies with this process (on Linux), so that nothing writes on into a folder
 * that the next set-up takes over.
 * @param {string[]} command
 * @param {{ cwd?: string, env?: NodeJS.ProcessEnv, shell?: boolean }} [options]
 * @returns {Promise<string>} its stdout
 * @throws {Error} with all of its output, when it fails
 */
export function runTied(command, options) {
  const tie = process.platform === 'linux' ? ['setpriv', '--pdeathsig', 'KILL'] : [];
  return runQuietly([...tie, ...command], options);
}

/**
 * Runs a command of this machine and keeps its output for the case that it fails.
 * @param {string[]} command
 * @param {{ cwd?: string, env?: NodeJS.ProcessEnv, shell?: boolean }} [options]
 * @returns {Promise<string>} its stdout
 */
export function runQuietly([program, ...args], { cwd, env = process.env, shell = false } = {}) {
  return new Promise((resolve, reject) => {
    const child = spawn(program, args, { cwd, env, shell, stdio: ['ignore', 'pipe', 'pipe'] });
    let out = '';
    let all = '';
    child.stdout.setEncoding('utf8').on('data', (text) => {
      out += text;
      all += text;
    });
    child.stderr.setEncoding('utf8').on('data', (text) => {
      all += text;
    });
    child.on('error', reject);
    child.on('close', (code, signal) => {
      if (code === 0) resolve(out);
      else reject(new Error(`${[program, ...args].join(' ')} ended with ${code ?? signal}:\n${all.trim()}`));
    });
  });
}
