/**
 * Says what the set-up does, on stderr: one line per step.
 * @param {string} line
 */
export function say(line) {
  process.stderr.write(`[windows] ${line}\n`);
}
