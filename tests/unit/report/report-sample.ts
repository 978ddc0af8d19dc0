import type {
  CrashReport,
  ReportFrame,
  ReportInlinedFrame,
  ReportLocation,
  ReportModule,
  ReportThread,
} from '../../../lib';

/** A report of a crash on x64, written by hand: formatters take plain data. */

export const frame = (
  index: number,
  address: string,
  location: ReportLocation | null,
  more: Partial<ReportFrame> = {},
): ReportFrame => ({
  index,
  address,
  stackPointer: `0x${(0x14f800 + index * 0x60).toString(16)}`,
  framePointer: `0x${(0x14f850 + index * 0x60).toString(16)}`,
  foundBy: index === 0 ? 'context' : 'unwind-info',
  trust: index === 0 ? 'context' : 'unwind-info',
  generated: false,
  managed: false,
  system: false,
  location,
  inlined: [],
  ...more,
});

export const at = (
  module: string,
  name: string | null,
  displacement: number,
  file?: string,
  line = 0,
): ReportLocation => ({
  level: file === undefined ? (name === null ? 'module' : 'export') : 'line',
  module,
  function: name,
  displacement: `0x${displacement.toString(16)}`,
  source: file === undefined ? null : { file, line },
});

const inlined = (name: string, file: string, line: number): ReportInlinedFrame => ({
  function: name,
  source: { file, line },
});

const shop = 'D:\\build\\shop\\src';

const vectorAt = inlined(
  'std::vector<shop::Item,std::allocator<shop::Item> >::operator[]',
  'C:\\VC\\include\\vector',
  1885,
);
const shelfTake = inlined('shop::Shelf::take', `${shop}\\shelf.hpp`, 42);

export const thread = (id: number, frames: readonly ReportFrame[], more: Partial<ReportThread> = {}): ReportThread => ({
  id,
  name: null,
  faulting: false,
  state: 'running',
  suspendCount: 0,
  priority: 0,
  teb: '0x7ffde000',
  stack: { start: '0x14f000', size: 0x1000 },
  startAddress: null,
  frames,
  end: 'complete',
  error: null,
  ...more,
});

export const reportModule = (name: string, base: string, more: Partial<ReportModule> = {}): ReportModule => ({
  name,
  path: `C:\\Windows\\System32\\${name}`,
  base,
  size: 0x100000,
  version: '10.0.19041.3636',
  timestamp: 0x5f5e1000,
  checksum: 0,
  pdb: {
    name: name.replace(/\..*$/, '.pdb'),
    path: name.replace(/\..*$/, '.pdb'),
    guid: '8F9E2A1B4C5D6E7F8091A2B3C4D5E6F7',
    age: 1,
  },
  buildId: null,
  debugId: null,
  symbols: { state: 'exports', type: 'export', pdbPath: null, imagePath: `C:\\Windows\\System32\\${name}`, why: null },
  system: true,
  frames: { first: 0, others: 0 },
  ...more,
});

const systemEnd = (from: number): ReportFrame[] => [
  frame(from, '0x7ffb8a4d7344', at('kernel32', 'BaseThreadInitThunk', 0x14), { system: true }),
  frame(from + 1, '0x7ffb8b1a26b1', at('ntdll', 'RtlUserThreadStart', 0x21), { system: true }),
];

const waiting = (name: string): ReportFrame[] => [
  frame(0, '0x7ffb8b1ecdc4', at('ntdll', 'NtWaitForSingleObject', 0x14), { system: true }),
  frame(1, '0x7ffb88d31a4e', at('KERNELBASE', 'WaitForSingleObjectEx', 0x8e), { system: true }),
  frame(2, '0x7ff6c0d52f40', at('shop', name, 0x40, `${shop}\\queue.cpp`, 71)),
];

export const sampleReport: CrashReport = {
  version: 1,
  dump: {
    path: 'C:\\dumps\\shop.exe.4242.dmp',
    size: 1_843_200,
    time: '2026-11-21T09:41:07.000Z',
    flags: ['MiniDumpWithHandleData', 'MiniDumpWithUnloadedModules', 'MiniDumpWithThreadInfo'],
    comment: null,
  },
  system: {
    architecture: 'x64',
    processorCount: 8,
    processor: null,
    os: 'Windows 10',
    osVersion: '10.0.19045',
    servicePack: null,
    distribution: null,
    buildString: '19041.1.amd64fre.vb_release.191206-1406',
  },
  process: {
    id: 4242,
    name: 'shop.exe',
    path: 'C:\\Program Files\\Shop\\shop.exe',
    wow64: false,
    commandLine: '"C:\\Program Files\\Shop\\shop.exe" --catalog=spring --port 8443',
    startTime: '2026-11-21T07:12:55.000Z',
    uptime: 8892,
  },
  occasion: 'exception',
  assertion: null,
  annotations: [],
  exception: {
    code: '0xC0000005',
    name: 'EXCEPTION_ACCESS_VIOLATION',
    explanation: 'Memory was used that is not there, or not in a way that is allowed.',
    summary: 'write of 0x18',
    details: {
      kind: 'access',
      operation: 'write',
      address: '0x18',
      note: 'close to 0: a member of an object that a null pointer points to',
      status: null,
    },
    threadId: 7704,
    address: '0x7ff6c0d51b27',
    noncontinuable: false,
    parameters: ['0x1', '0x18'],
    location: at('shop', 'shop::Inventory::reserve', 0x37, `${shop}\\inventory.cpp`, 118),
    inlined: [vectorAt, shelfTake],
  },
  culprit: {
    threadId: 7704,
    frame: 0,
    module: 'shop',
    function: 'shop::Shelf::take',
    source: { file: `${shop}\\shelf.hpp`, line: 42 },
    inlinedInto: 'shop::Inventory::reserve',
    text: `shop!shop::Shelf::take [${shop}\\shelf.hpp @ 42], inlined into shop!shop::Inventory::reserve+0x37`,
  },
  threadCount: 4,
  threads: [
    thread(
      7704,
      [
        frame(0, '0x7ff6c0d51b27', at('shop', 'shop::Inventory::reserve', 0x37, `${shop}\\inventory.cpp`, 118), {
          inlined: [vectorAt, shelfTake],
        }),
        ...Array.from({ length: 6 }, (_, index) =>
          frame(1 + index, '0x7ff6c0d520c8', at('shop', 'shop::Bundle::expand', 0x98, `${shop}\\bundle.cpp`, 57)),
        ),
        frame(7, '0x7ff6c0d52416', at('shop', 'shop::Order::place', 0x1b6, `${shop}\\order.cpp`, 203)),
        frame(
          8,
          '0x7ff6c0d5301d',
          at(
            'shop',
            'shop::dispatch<std::map<std::basic_string<char,std::char_traits<char>,std::allocator<char> >,shop::Handler> >',
            0x2ed,
            `${shop}\\net\\dispatch.cpp`,
            88,
          ),
        ),
        frame(9, '0x7ffb5d2c1190', at('plugin', null, 0x1190), { foundBy: 'scan', trust: 'scan' }),
        frame(10, '0x7ff6c0d5a3f8', at('shop', 'main', 0x58, `${shop}\\main.cpp`, 31), { trust: 'scan' }),
        ...systemEnd(11),
      ],
      { name: 'request worker', faulting: true, startAddress: '0x7ff6c0d5a3a0' },
    ),
    thread(7001, [...waiting('shop::Queue::pop'), ...systemEnd(3)], { name: 'main' }),
    thread(7710, waiting('shop::Log::flush'), { suspendCount: 1, state: 'suspended', end: 'unreadable' }),
    thread(7712, [], { end: 'unreadable', error: 'the stack pointer is in no memory of the dump' }),
  ],
  registers: {
    architecture: 'x64',
    threadId: 7704,
    values: [
      ['rax', '0x0', null],
      ['rbx', '0x14fa30', 'the stack'],
      ['rcx', '0x0', null],
      ['rdx', '0x3', null],
      ['rsi', '0x1c5f3e0', null],
      ['rdi', '0x7ff6c0d70120', 'shop!shop::catalog'],
      ['rbp', '0x14f850', 'the stack'],
      ['rsp', '0x14f800', 'the stack'],
      ['r8', '0x10', null],
      ['r9', '0x7ffb8b1a26b1', 'ntdll!RtlUserThreadStart+0x21'],
      ['r10', '0x0', null],
      ['r11', '0x246', null],
      ['r12', '0x0', null],
      ['r13', '0x0', null],
      ['r14', '0x1c5f000', null],
      ['r15', '0x0', null],
      ['rip', '0x7ff6c0d51b27', 'shop!shop::Inventory::reserve+0x37'],
    ].map(([name, value, pointsTo]) => ({ name: name!, value: value!, pointsTo: pointsTo! })),
    flags: { name: 'eflags', value: '0x10246', set: ['PF', 'ZF', 'IF', 'RF'] },
  },
  code: {
    address: '0x7ff6c0d51b17',
    bytes: `${'488bc1'.repeat(5)}90c7401803000000488b5c2430c3cccccc`,
    instruction: 16,
  },
  modules: [
    reportModule('shop.exe', '0x7ff6c0d50000', {
      path: 'C:\\Program Files\\Shop\\shop.exe',
      version: '2.14.0.7',
      symbols: {
        state: 'loaded',
        type: 'pdb',
        pdbPath: 'D:\\symbols\\shop.pdb',
        imagePath: 'D:\\bin\\shop.exe',
        why: null,
      },
      system: false,
      frames: { first: 10, others: 2 },
    }),
    reportModule('plugin.dll', '0x7ffb5d2c0000', {
      path: 'C:\\Program Files\\Shop\\plugins\\plugin.dll',
      version: null,
      symbols: { state: 'none', type: null, pdbPath: null, imagePath: null, why: 'The image was not found.' },
      system: false,
      frames: { first: 1, others: 0 },
    }),
    ...['KERNELBASE.dll', 'kernel32.dll', 'ntdll.dll', 'ucrtbase.dll', 'user32.dll', 'gdi32.dll', 'ws2_32.dll'].map(
      (name, index) =>
        reportModule(name, `0x7ffb8${String(index + 2)}000000`, {
          frames: { first: index === 1 || index === 2 ? 1 : 0, others: 2 },
        }),
    ),
  ],
  unloadedModules: [{ name: 'wininet.dll', base: '0x7ffb79000000', size: 0x80000, timestamp: 0 }],
  missing: [
    {
      kind: 'pdb',
      name: 'plugin.pdb',
      storePath: 'plugin.pdb\\8F9E2A1B4C5D6E7F8091A2B3C4D5E6F71\\plugin.pdb',
      neededBy: 'crash',
      why: 'frames in plugin.dll have no names and lines without it',
    },
    {
      kind: 'image',
      name: 'plugin.dll',
      storePath: 'plugin.dll\\5F5E1000100000\\plugin.dll',
      neededBy: 'crash',
      why: 'without it the stack below its frames is guessed',
    },
    {
      kind: 'pdb',
      name: 'ntdll.pdb',
      storePath: 'ntdll.pdb\\8F9E2A1B4C5D6E7F8091A2B3C4D5E6F71\\ntdll.pdb',
      neededBy: 'threads',
      why: 'only exported names of ntdll.dll are known',
    },
  ],
  problems: [{ part: 'HandleDataStream', message: 'the stream ends before the 12 handles that it is said to have' }],
};
