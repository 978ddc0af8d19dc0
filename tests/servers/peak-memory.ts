import { readFileSync } from 'node:fs';

/** The most memory that this process had so far, in bytes. On Linux, maxRSS is also that of the process that started it. */
export function peakMemory(): number {
  if (process.platform !== 'linux') return process.resourceUsage().maxRSS * 1024;
  const kibibytes = /^VmHWM:\s*(\d+) kB/m.exec(readFileSync('/proc/self/status', 'utf8'))?.[1];
  return Number(kibibytes) * 1024;
}
