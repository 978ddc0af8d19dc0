import { spawnSync } from 'node:child_process';
import { closeSync, ftruncateSync, mkdtempSync, openSync, rmSync, writeSync } from 'node:fs';
import { cpus, tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { printComparison, takeRecorded } from './report.mjs';
import { addResult } from './results.mjs';
import { sideBySide } from './rounds.mjs';

// Runs in the node.exe or node of this machine, after `npm run build`: reading minidumps needs no Windows.

const { values } = parseArgs({ options: { quick: { type: 'boolean', default: false }, json: { type: 'string' } } });
const fileBytes = 2 ** 30;
const counts = { modules: 400, threads: 500, ranges: 8000 };
const contextBytes = 1232;

const folder = mkdtempSync(path.join(tmpdir(), 'dbghelp-bench-'));
try {
  const file = path.join(folder, 'large.dmp');
  writeLargeDump(file);
  const title = `open a dump of 1 GiB, list ${counts.modules} modules and ${counts.threads} threads`;
  const machine = `${cpus()[0]?.model.trim()}, Node.js ${process.version} ${process.arch} ${process.platform}`;
  console.log(`\n== large-dump: ${title}\n${machine}`);
  const samples = await sideBySide(values.quick ? 1 : 15, {
    'node alone': () => measure('node-alone', file),
    'package loaded': () => measure('package-alone', file),
    'dump listed': () => measure('large-dump', file),
  });
  const against = 'node alone';
  printComparison('MiB, resident', samples, { quantity: 'rss', against });
  printComparison('MiB, JavaScript heap in use', samples, { quantity: 'heap', against, digits: 2 });
  const listed = { 'dump listed': samples['dump listed'] };
  printComparison('ms, open and list', listed, { quantity: 'listed', against: 'dump listed' });
  printComparison('ms of a processor for that', listed, {
    quantity: 'processor',
    against: 'dump listed',
    detail: true,
  });
  printComparison('ms, then the registers of all threads', listed, {
    quantity: 'contexts',
    against: 'dump listed',
    detail: true,
  });
  printComparison('ms, then the memory ranges', listed, { quantity: 'ranges', against: 'dump listed', detail: true });
  printComparison('ms, then 8 bytes at 10,000 addresses', listed, {
    quantity: 'reads',
    against: 'dump listed',
    detail: true,
  });
  if (values.json)
    addResult(values.json, {
      name: 'large-dump',
      title,
      machine: `Node.js ${process.version} ${process.platform}`,
      records: takeRecorded(),
    });
} finally {
  rmSync(folder, { recursive: true });
}

function measure(program, file) {
  const script = fileURLToPath(new URL(`programs/${program}.cjs`, import.meta.url));
  const { status, stdout, stderr } = spawnSync(process.execPath, ['--expose-gc', script, file], { encoding: 'utf8' });
  if (status !== 0) throw new Error(`${program} ended with ${status}\n${stderr}`);
  const told = JSON.parse(stdout);
  // Reads after the lists do not count.
  return { ...told, rss: told.listedRss ?? told.rss };
}

/** The layout of a dump with all memory: the lists first, then the memory. Unwritten parts of the file are holes. */
function writeLargeDump(file) {
  const parts = [];
  const streams = [];
  let size = 32 + 5 * 12;
  const add = (bytes) => {
    parts.push(bytes);
    size += bytes.length;
    return size - bytes.length;
  };
  const stream = (type, bytes) => streams.push([type, bytes.length, add(bytes)]);

  const system = Buffer.alloc(56);
  system.writeUInt16LE(9, 0);
  stream(7, system);
  stream(4, list(counts.modules, 108, writeModule));
  stream(3, list(counts.threads, 48, writeThread));
  const ranges = Buffer.alloc(16 + counts.ranges * 16);
  ranges.writeBigUInt64LE(BigInt(counts.ranges), 0);
  ranges.writeBigUInt64LE(BigInt(size + ranges.length), 8);
  const rangeBytes = Math.floor((fileBytes - size - ranges.length) / counts.ranges);
  for (let index = 0; index < counts.ranges; index++) {
    ranges.writeBigUInt64LE(BigInt(index) * 0x100_0000n, 16 + index * 16);
    ranges.writeBigUInt64LE(BigInt(rangeBytes), 24 + index * 16);
  }
  stream(9, ranges);

  const head = Buffer.alloc(32 + 5 * 12);
  [0x504d444d, 0xa793, streams.length, 32].forEach((value, index) => head.writeUInt32LE(value, index * 4));
  streams.flat().forEach((value, index) => head.writeUInt32LE(value, 32 + index * 4));
  const descriptor = openSync(file, 'w');
  writeSync(descriptor, Buffer.concat([head, ...parts]));
  ftruncateSync(descriptor, fileBytes);
  closeSync(descriptor);

  function list(count, bytes, write) {
    const made = Buffer.alloc(4 + count * bytes);
    made.writeUInt32LE(count, 0);
    for (let index = 0; index < count; index++) write(made, 4 + index * bytes, index);
    return made;
  }

  function writeModule(made, at, index) {
    made.writeBigUInt64LE(0x7ff8_0000_0000n + BigInt(index) * 0x10_0000n, at);
    made.writeUInt32LE(0x10_0000, at + 8);
    const name = Buffer.from(`C:\\Windows\\System32\\module-number-${index}.dll`, 'utf16le');
    made.writeUInt32LE(add(Buffer.concat([Buffer.from(new Uint32Array([name.length]).buffer), name])), at + 20);
    const cv = Buffer.alloc(64);
    cv.write('RSDS');
    cv.write(`module-number-${index}.pdb`, 24);
    made.writeUInt32LE(cv.length, at + 76);
    made.writeUInt32LE(add(cv), at + 80);
  }

  function writeThread(made, at, index) {
    made.writeUInt32LE(1000 + index * 4, at);
    made.writeUInt32LE(contextBytes, at + 40);
    made.writeUInt32LE(add(Buffer.alloc(contextBytes)), at + 44);
  }
}
