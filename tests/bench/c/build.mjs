// Builds contender.exe with mingw-w64, for x64 and x86.
//   node build.mjs            writes bin/
//   node build.mjs --check    builds into a temporary folder and compares with bin/
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { run, tools } from '../../fixtures/toolchain.mjs';

const here = import.meta.dirname;
const sources = readdirSync(here).filter((file) => file.endsWith('.c'));
const compilers = { x64: tools.gccX64, x86: tools.gccX86 };
const flags = [
  ...['-std=gnu11', '-O2', '-Wall', '-Wextra', '-fno-ident', '-municode', '-D__USE_MINGW_ANSI_STDIO=0'],
  ...['-s', '-Wl,--no-insert-timestamp'],
];

const check = process.argv.includes('--check');
const committed = path.join(here, 'bin');
const temporary = mkdtempSync(path.join(tmpdir(), 'contender-'));
try {
  for (const [arch, compiler] of Object.entries(compilers)) {
    const file = path.join(check ? temporary : committed, arch, 'contender.exe');
    mkdirSync(path.dirname(file), { recursive: true });
    run(compiler, [...flags, ...sources, '-o', file, '-ldbghelp', '-lpsapi'], { cwd: here });
    const built = readFileSync(file);
    const same = built.equals(readFileSync(path.join(committed, arch, 'contender.exe')));
    console.log(`${check ? (same ? 'same' : 'DIFFERENT') : 'built'} ${arch}/contender.exe, ${built.length} bytes`);
    if (!same) process.exitCode = 1;
  }
} finally {
  rmSync(temporary, { recursive: true, force: true });
}
