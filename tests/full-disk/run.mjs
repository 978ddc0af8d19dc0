import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { buildPackage, readyHostPackages } from '../runner/host-packages.mjs';
import { unshareCommand } from '../runner/sandbox.mjs';
import { bothAvailable, skipped } from '../runner/skipped.mjs';
import { projectFolder, runOnWindows, windowsAvailable } from '../runner/windows.mjs';

// `npm run check -- full-disk`: writes dumps of all types to a file system of 256 kB. On Linux only, where it can be mounted.

const inside = 'inside';
const good = 'the good one';
const [usualRounds, manyRounds] = [1, 5];

if (process.argv[2] === inside) process.exitCode = await writeDumps(...process.argv.slice(3));
else process.exitCode = await main();

async function main() {
  const windows = windowsAvailable();
  if (process.platform !== 'linux' || !windows.available)
    return skipped('dumps on a full disk', windows.reason ?? 'a small file system can be mounted on Linux only');
  await readyHostPackages(projectFolder);
  await buildPackage(projectFolder);
  const folder = mkdtempSync(path.join(tmpdir(), 'dbghelp-full-disk-'));
  const dlls = ['wine', ...(bothAvailable().available ? ['microsoft'] : [])];
  const codes = await Promise.all(
    dlls.map(async (dll) => {
      // Mounts of its own, which end with it.
      const rounds = String(process.argv.includes('--long') ? manyRounds : usualRounds);
      const script = [process.execPath, fileURLToPath(import.meta.url), inside, folder, dll, rounds];
      const [program, ...args] = [...unshareCommand, ...script];
      const [code] = await once(spawn(program, args, { stdio: 'inherit' }), 'exit');
      return code ?? 1;
    }),
  );
  rmSync(folder, { recursive: true, force: true });
  return Math.max(...codes);
}

async function writeDumps(folder, dll, rounds) {
  const disk = path.join(folder, 'disk');
  mkdirSync(disk, { recursive: true });
  const { status } = spawnSync('mount', ['-t', 'tmpfs', '-o', 'size=256k', 'tmpfs', disk], { stdio: 'inherit' });
  if (status !== 0) return 1;
  writeFileSync(path.join(disk, 'kept.dmp'), good);
  const { code } = await runOnWindows({
    dll,
    args: ['tests/full-disk/writer.mjs', disk, good, rounds],
    cwd: projectFolder,
    writable: [disk],
    timeoutSeconds: 1200,
  });
  const left = readdirSync(disk).filter((name) => name.endsWith('.partial'));
  if (left.length > 0) console.log(`FAILED: left behind: ${left.join(', ')}`);
  const kept = readFileSync(path.join(disk, 'kept.dmp'), 'utf8');
  console.log(`${dll}: the file that was there ${kept === good ? 'is' : 'is not'} there still`);
  spawnSync('umount', [disk]);
  return code === 0 && left.length === 0 && kept === good ? 0 : 1;
}
