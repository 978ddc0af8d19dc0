import { spawnSync } from 'node:child_process';
import { setTimeout as sleep } from 'node:timers/promises';
import { say } from './progress.mjs';
import { runQuietly } from './tied-command.mjs';

/**
 * Installs what is missing of these packages on this machine.
 * @param {string[]} packages
 * @param {string} [why] said when something has to be installed, with about how long it takes
 */
export async function installOnThisMachine(packages, why = 'to unpack Debian with: about 10 s') {
  const missing = packages.filter((name) => spawnSync('dpkg', ['--status', name]).status !== 0);
  if (missing.length === 0) return;
  say(`installing ${missing.join(' and ')} on this machine with apt-get, ${why}`);
  const install = ['-o', 'DPkg::Lock::Timeout=300', 'install', '--yes', '--no-install-recommends', ...missing];
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  // apt-get does not wait for the lock of the lists: another apt-get makes the first attempts fail.
  for (let attempt = 1; ; attempt++) {
    try {
      await runQuietly(['apt-get', 'update'], { env });
      await runQuietly(['apt-get', ...install], { env });
      return;
    } catch (error) {
      if (attempt === 5) throw error;
      await sleep(3000);
    }
  }
}

/**
 * The Debian mirror that this machine's apt uses.
 * @returns {Promise<string | undefined>} undefined where apt uses none of Debian's, as on Ubuntu
 */
export async function debianMirror() {
  const format = '$(REPO_URI)|$(LABEL)|$(COMPONENT)';
  const targets = await runQuietly(['apt-get', 'indextargets', '--format', format]);
  const lines = targets.split('\n').map((line) => line.split('|'));
  // Before the first apt-get update there are only addresses, no labels.
  const labelled = lines.find(([, label, component]) => label === 'Debian' && component === 'main');
  const named = lines.find(([address, label]) => !label && /\/debian\/?$/.test(address));
  return (labelled ?? named)?.[0];
}

/**
 * How this machine's apt reaches its mirrors, as apt.conf lines.
 * @returns {Promise<string>}
 */
export async function aptTransportSettings() {
  const settings = await runQuietly(['apt-config', 'dump']);
  const wanted = /^Acquire::(http|https|ftp|Check-Date|Check-Valid-Until|Retries|ForceIPv[46])(::[\w:.-]+)? "[^"]/;
  return settings
    .split('\n')
    .filter((line) => wanted.test(line))
    .map((line) => `${line}\n`)
    .join('');
}
