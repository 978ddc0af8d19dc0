import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { koffi } from './package.mjs';

const variant = process.arch === 'ia32' ? 'x86' : 'x64';

export const probePath = path.normalize(
  fileURLToPath(new URL(`../fixtures/bin/probe/${variant}/dbghelp-probe.dll`, import.meta.url)),
);

/** The control functions that these scripts need; see ../fixtures/probe/README.md. */
const controls = {
  ProbeReset: [],
  ProbeDelay: ['str', 'uint32_t'],
  ProbeCallbacks: ['str', 'uint32_t', 'uint32_t'],
  ProbeReturn: ['str', 'uint32_t', 'uint32_t'],
  ProbeHold: ['str'],
  ProbeRelease: ['str'],
  ProbeLiveKeys: [],
  ProbeRegistered: ['uint64_t'],
  ProbeFireRegistered: ['uint64_t', 'uint32_t'],
  ProbeInside: [],
  ProbeMaxInside: [],
  ProbeCalls: ['str'],
  ProbeRecordCount: [],
  ProbeRecord: ['uint32_t', 'void *', 'uint32_t'],
};

/** @returns {Record<keyof typeof controls, (...args: unknown[]) => number>} */
export function probeControls() {
  const library = koffi().load(probePath);
  const bind = ([name, parameters]) => [name, library.func('__stdcall', name, 'uint32_t', parameters)];
  return Object.fromEntries(Object.entries(controls).map(bind));
}

const recordBytes = 1344;
const mostRecords = 4096;

/** The calls that the probe still remembers, with the option word in force and the first argument. */
export function lastCalls({ ProbeRecordCount, ProbeRecord }) {
  const count = ProbeRecordCount();
  const bytes = Buffer.alloc(recordBytes);
  const calls = [];
  for (let index = Math.max(0, count - mostRecords); index < count; index++) {
    if (ProbeRecord(index, bytes, recordBytes) !== recordBytes) continue;
    const [inside, options] = [bytes.readUInt32LE(20), bytes.readUInt32LE(16)];
    calls.push({ inside, options, key: bytes.readUInt32LE(52) > 0 ? bytes.readBigUInt64LE(64) : undefined });
  }
  return calls;
}
