import { runTied } from './tied-command.mjs';

/**
 * Runs this machine's npm in a folder.
 * @param {string[]} args
 * @param {string} cwd
 * @returns {Promise<string>} its stdout
 */
export function npm(args, cwd) {
  const quiet = ['--loglevel=error', '--no-audit', '--no-fund', '--no-update-notifier'];
  // On Windows npm is a script, which only a shell can start.
  const shell = process.platform === 'win32';
  return runTied(['npm', ...args, ...quiet], { cwd, env: npmEnvironment(), shell });
}

/**
 * The environment for an npm of its own: under `npm test`, variables tell one inside that it works for the outer one's project.
 * @returns {NodeJS.ProcessEnv}
 */
export function npmEnvironment() {
  const outer = /^(npm_(package|lifecycle|command)|npm_config_local_prefix$|INIT_CWD$)/i;
  return Object.fromEntries(Object.entries(process.env).filter(([name]) => !outer.test(name)));
}
