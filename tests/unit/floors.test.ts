import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

const root = path.join(__dirname, '../..');

interface Violation {
  readonly from: string;
  readonly to: string;
  readonly rule: { readonly name: string };
}

let copy: string;

beforeAll(() => {
  copy = mkdtempSync(path.join(tmpdir(), 'dbghelp-floors-'));
  for (const name of ['lib', 'types', 'tsconfig.json', 'floors.config.cjs']) {
    cpSync(path.join(root, name), path.join(copy, name), { recursive: true });
  }
  symlinkSync(path.join(root, 'node_modules'), path.join(copy, 'node_modules'), 'junction');
});

afterAll(() => {
  rmSync(copy, { recursive: true, force: true });
});

/** The violations of the floors' rules in a copy of the sources with these files added. */
function violations(files: Readonly<Record<string, string>>): string[] {
  for (const [file, text] of Object.entries(files)) {
    mkdirSync(path.dirname(path.join(copy, file)), { recursive: true });
    writeFileSync(path.join(copy, file), text);
  }
  const program = path.join(root, 'node_modules/dependency-cruiser/bin/dependency-cruise.mjs');
  const args = [program, '--config', 'floors.config.cjs', '--output-type', 'json', 'lib', 'types'];
  const { stdout, stderr } = spawnSync(process.execPath, args, { cwd: copy, encoding: 'utf8', maxBuffer: 2 ** 28 });
  for (const file of Object.keys(files)) rmSync(path.join(copy, file));
  expect(stderr).toBe('');
  const { summary } = JSON.parse(stdout) as { readonly summary: { readonly violations: readonly Violation[] } };
  return summary.violations.map(({ rule, from }) => `${from}: ${rule.name}`).sort();
}

it('no import goes up a floor or in a circle, types included', () => {
  expect(violations({})).toEqual([]);
});

it('an import that goes up, in a circle or to a standalone program is reported, also of a type', () => {
  const planted = {
    'lib/base/up.ts': "import { SymbolSession } from '../session/session';\nexport const up = SymbolSession;\n",
    'lib/ffi/up-for-a-type.ts': "import type { Binding } from '../dll/dbghelp';\nexport type Up = Binding;\n",
    'lib/gate/up-in-line.ts': "export type Up = import('../ffi/layout').Layout;\n",
    'types/up.ts': "export type { Architecture } from '../lib/base/architecture';\n",
    'lib/minidump/read/up.ts': "import type { Minidump } from '../minidump';\nexport type Up = Minidump;\n",
    'lib/files/circle.ts': "import type { Round } from './round';\nexport type Circle = Round | 1;\n",
    'lib/files/round.ts': "import type { Circle } from './circle';\nexport type Round = Circle | 2;\n",
    'lib/attic/box.ts': 'export const box = 1;\n',
    'lib/report/attic.ts': "export { box } from '../attic/box';\n",
    'lib/pool/program.ts': "import './worker';\n",
    'lib/search/door.ts': "export { indexInfo } from './index';\n",
    'lib/cli/past-the-doors.ts': "import type { Binding } from '../dll/dbghelp';\nexport type Past = Binding;\n",
    'lib/cli/verbs/of-a-verb.ts': "import './report';\n",
    'lib/win32/koffi.ts': "import koffi from 'koffi';\nexport const other = koffi;\n",
    'lib/dll/queue.ts': "import type PQueue from 'p-queue';\nexport type Queue = PQueue;\n",
  };
  expect(violations(planted)).toEqual([
    'lib/base/up.ts: up from base',
    'lib/cli/past-the-doors.ts: past the doors',
    'lib/cli/verbs/of-a-verb.ts: a program, which is started by its file',
    'lib/dll/queue.ts: p-queue elsewhere',
    'lib/ffi/up-for-a-type.ts: up from ffi',
    'lib/files/circle.ts: round in a circle',
    'lib/gate/up-in-line.ts: up from gate',
    'lib/minidump/read/up.ts: up from minidump: read',
    'lib/pool/program.ts: a program, which is started by its file',
    'lib/report/attic.ts: on no floor',
    'lib/search/door.ts: up from search',
    'lib/win32/koffi.ts: koffi elsewhere',
    'types/up.ts: up from types',
  ]);
});
