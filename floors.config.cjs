// The floors of the house, from the top: an import goes down, or sideways on its own floor, never up or round in a circle, types
// included. `npm run lint` asks dependency-cruiser. docs/architecture.md says what each room is for.
const doors = 'index|raw|(report|minidump|minidump/walk|minidump/write|stack|session|search)/index';

const floors = [
  ['programs', '^lib/((dump-writer|listing-worker)\\.ts|pool/|cli/)'],
  // Those of a folder offer what is in it: no file beside a door imports it.
  ['doors', `^lib/(${doors})\\.ts`],
  ['report', '^lib/report/'],
  ['minidump: walk, write', '^lib/minidump/(walk|write)/'],
  ['minidump', '^lib/minidump/[^/]+$'],
  ['minidump: read', '^lib/minidump/read/'],
  ['stack', '^lib/stack/'],
  ['session', '^lib/session/'],
  ['search', '^lib/search/'],
  ['dll', '^lib/dll/'],
  ['ffi', '^lib/ffi/'],
  ['gate', '^lib/gate/'],
  ['files, win32, processes', '^lib/(files/|win32/|processes/|program-file\\.ts)'],
  ['base', '^lib/base/'],
  ['types', '^types/'],
];

const pathsOf = (some) => some.map(([, path]) => path).join('|');

const error = (name, from, to) => ({ name, severity: 'error', from, to });

/** @type {import('dependency-cruiser').IConfiguration} */
module.exports = {
  forbidden: [
    ...floors
      .slice(1)
      .map(([name, path], at) => error(`up from ${name}`, { path }, { path: pathsOf(floors.slice(0, at + 1)) })),
    error('round in a circle', {}, { circular: true }),
    error('on no floor', { path: '^(lib|types)/' }, { path: '^(lib|types)/', pathNot: pathsOf(floors) }),
    error(
      'a program, which is started by its file',
      {},
      { path: '^lib/(dump-writer|listing-worker|pool/worker|cli/main|cli/verbs/.*)\\.ts$' },
    ),
    // What has a state must be there once. The rest is put into the files of the command, which then load faster than a door.
    error(
      'past the doors',
      { path: '^lib/cli/' },
      { path: '^lib/', pathNot: `^lib/(cli/|base/|files/|search/index-info|pool/index|(${doors})\\.ts)` },
    ),
    error('koffi in the command', { path: '^lib/cli/' }, { path: '^lib/base/koffi\\.ts$' }),
    // There they have what makes their views.
    error(
      'structures elsewhere than from ffi/structures',
      { path: '^lib/', pathNot: '^lib/ffi/' },
      { path: '^types/structures/index' },
    ),
    error('koffi elsewhere', { pathNot: '^lib/base/koffi\\.ts$' }, { path: '(^|/)koffi(/|$)' }),
    error('p-queue elsewhere', { pathNot: '^lib/gate/gate\\.ts$' }, { path: '(^|/)p-queue(/|$)' }),
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    // Imports of types, too.
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
  },
};
