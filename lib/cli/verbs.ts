import type { commonOptions, OptionTable, Values } from './options';

/** A verb of the command. Its file in `verbs/` has its name, and is loaded when it is chosen. */
export interface VerbRow {
  readonly does: string;
  /** What it takes besides options, for people. */
  readonly takes: string;
  /** How many of these there must and may be. */
  readonly count: readonly [least: number, most: number];
  readonly options: OptionTable;
  /** Whether it works on Windows only. */
  readonly windowsOnly?: true;
  /** What follows the name of the verb in an example. */
  readonly example: string;
}

const type = { boolean: 'boolean', text: 'text', number: 'number' } as const;
const many = Infinity;

/** The verbs, in the order in which the help lists them. */
export const verbs = {
  report: {
    does: 'Prints the crash report of dumps: what happened where, stacks, registers, modules, and what is missing. The verb may be left out. Elsewhere than on Windows, without stacks and names.',
    takes: 'DUMP...',
    count: [1, many],
    options: {
      html: { type: type.boolean, does: 'Make a page of HTML.' },
      markdown: { type: type.boolean, does: 'Print Markdown, for an issue tracker.' },
      brief: { type: type.boolean, does: 'Only what happened, and the stack of that thread.' },
      open: { type: type.boolean, does: 'Show it as a page in the browser.' },
      output: {
        type: type.text,
        short: 'o',
        value: 'PATH',
        does: 'Write to this file, or for several dumps to files in this folder.',
      },
      'max-frames': { type: type.number, value: 'N', min: 1, does: 'The most frames of each stack; 1024 by default.' },
    },
    example: String.raw`crash.dmp --symbols srv*C:\symbols*https://symbols.example.com`,
  },
  id: {
    does: 'Tells what identifies an image, a PDB, a .dbg file or a dump: time stamp, size, GUID and age, its place in a symbol store, and of images the headers.',
    takes: 'FILE...',
    count: [1, many],
    options: {},
    example: 'app.exe app.pdb',
  },
  why: {
    does: 'Tells for an image, or for each module of a dump, where its symbols were looked for, and what was found there. Servers are asked, unless with --offline.',
    takes: 'IMAGE|DUMP...',
    count: [1, many],
    options: {},
    example: String.raw`app.exe --symbols C:\symbols`,
  },
  fetch: {
    does: 'Fetches the PDBs of images, of all images in folders, and of the modules of dumps, and the images of the latter, into a symbol store.',
    takes: 'FILE|FOLDER|DUMP...',
    count: [1, many],
    options: {
      to: { type: type.text, value: 'DIR', does: 'The store; needed.' },
      'pdbs-only': { type: type.boolean, does: 'Fetch no images.' },
    },
    example: String.raw`crash.dmp --to C:\symbols --symbols srv*https://symbols.example.com`,
  },
  symbolize: {
    does: 'Copies a text, from a file or standard input, with names and lines behind the addresses in it: of logs, stacks of any debugger, the event log. Elsewhere than on Windows, only addresses in given modules become module+offset.',
    takes: '[FILE]',
    count: [0, 1],
    options: {
      module: {
        type: type.text,
        value: 'IMAGE=BASE',
        multiple: true,
        does: 'An image, and where it was loaded: then its addresses are found, too. The image is a file, or the name of one in the folders of --images.',
      },
      inlined: { type: type.boolean, does: 'Also the functions that were inlined there.' },
    },
    example: String.raw`crash.log --images C:\app --symbols C:\symbols`,
  },
  symbols: {
    does: 'Lists the symbols of an image or a PDB.',
    takes: 'IMAGE [MASK]',
    count: [1, 2],
    windowsOnly: true,
    options: {
      sort: {
        type: type.text,
        value: 'BY',
        choices: ['address', 'name', 'size'],
        does: 'Sort by address, name, or size with the largest first; otherwise in the order of the PDB.',
      },
      kind: { type: type.text, value: 'KIND', does: 'Only these: function, data, public, export, constant, ...' },
      limit: { type: type.number, value: 'N', min: 1, does: 'At most so many.' },
      decorated: { type: type.boolean, does: 'Show public names as the linker knows them.' },
    },
    example: 'app.exe render::* --sort size',
  },
  types: {
    does: 'Prints a type of an image or a PDB, or all whose names match a mask.',
    takes: 'IMAGE NAME',
    count: [2, 2],
    windowsOnly: true,
    options: {
      depth: { type: type.number, value: 'N', min: 0, does: 'So many levels of members in place; 0 by default.' },
    },
    example: 'app.exe scene::Shape --depth 1',
  },
  lines: {
    does: 'Prints where the lines of a source file are in an image; without a file, the source files of the image.',
    takes: 'IMAGE [FILE[:LINE]]',
    count: [1, 2],
    windowsOnly: true,
    options: {
      inlined: { type: type.boolean, does: 'Also their copies in functions into which they were inlined.' },
      nearest: { type: type.boolean, does: 'If the line has no code, the next one that has.' },
    },
    example: 'app.exe draw.cpp:42',
  },
  undecorate: {
    does: 'Prints the readable forms of decorated C++ names.',
    takes: 'NAME...',
    count: [1, many],
    windowsOnly: true,
    options: { 'name-only': { type: type.boolean, does: 'Without types and parameters.' } },
    example: "'?draw@Scene@@QEAAXXZ'",
  },
  modules: {
    does: 'Lists the modules of a process or a dump.',
    takes: 'PID|NAME|DUMP',
    count: [1, 1],
    options: {},
    example: 'crash.dmp',
  },
  stacks: {
    does: 'Prints the stacks of all threads of a process, which goes on.',
    takes: 'PID|NAME',
    count: [1, 1],
    windowsOnly: true,
    options: {
      'max-frames': { type: type.number, value: 'N', min: 1, does: 'The most frames of each stack; 1024 by default.' },
    },
    example: 'app.exe',
  },
  dump: {
    does: 'Writes a minidump of a process, which goes on.',
    takes: 'PID|NAME',
    count: [1, 1],
    windowsOnly: true,
    options: {
      output: { type: type.text, short: 'o', value: 'FILE', does: 'The file; NAME-PID.dmp by default.' },
      type: {
        type: type.text,
        value: 'TYPE',
        does: 'triage, mini (the default), plus or full; or flags such as handleData,fullMemory.',
      },
      comment: { type: type.text, value: 'TEXT', does: 'A text for the dump.' },
    },
    example: String.raw`app.exe -o C:\dumps\app.dmp --type full`,
  },
  doctor: {
    does: 'Tells which copies of dbghelp.dll there are, what they lack, and what works on this machine.',
    takes: '',
    count: [0, 0],
    options: {},
    example: '',
  },
} as const satisfies Readonly<Record<string, VerbRow>>;

export type VerbName = keyof typeof verbs;

/** The values of a verb's own options and of those of all verbs. */
export type OptionsOf<Name extends VerbName> = Values<(typeof verbs)[Name]['options']> & Values<typeof commonOptions>;
