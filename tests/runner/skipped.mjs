import { microsoftDllsAvailable } from './microsoft-dlls.mjs';
import { windowsAvailable } from './windows.mjs';

/** Whether Windows and Microsoft's DLL are available. */
export function bothAvailable() {
  const windows = windowsAvailable();
  if (!windows.available || process.platform === 'win32') return windows;
  return microsoftDllsAvailable();
}

/**
 * Says loudly what is left out, and why.
 * @param {string} what
 * @param {string} reason
 * @returns {0 | 1} an exit code: with CI=true nothing may be left out
 */
export function skipped(what, reason) {
  const line = '='.repeat(78);
  process.stderr.write(`\n${line}\nSKIPPED: ${what}\nbecause ${reason}\n${line}\n`);
  return process.env.CI && process.env.CI !== 'false' ? 1 : 0;
}
