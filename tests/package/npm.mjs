import { npmEnvironment } from '../runner/npm-client.mjs';
import { runQuietly } from '../runner/tied-command.mjs';

// On Windows, npm is a script that only a shell could start; npm tells its own scripts the path of its code.
const npmCommand = process.env.npm_execpath ? [process.execPath, process.env.npm_execpath] : ['npm'];

/**
 * Runs npm as in a folder that has nothing to do with this project.
 * @param {string[]} args
 * @param {string} cwd
 * @returns {Promise<string>} its stdout
 */
export function runNpm(args, cwd) {
  return runQuietly([...npmCommand, ...args, '--no-audit', '--no-fund', '--no-update-notifier', '--loglevel=error'], {
    cwd,
    env: npmEnvironment(),
  });
}
