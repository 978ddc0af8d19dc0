import type { Minidump } from '../../minidump/index';
import { indexInfo, type IndexInfo } from '../../search/index-info';
import { facts, hex, timeOf } from '../columns';
import type { Answer, Context } from '../context';
import { doors } from '../doors';
import { isDump } from '../files';
import { imageHeaders, type ImageHeaders } from '../image-headers';

type Identity = IndexInfo & { readonly headers?: ImageHeaders };

export async function run(context: Context<'id'>, files: readonly string[]): Promise<void> {
  await context.ofEachFile(files, async (file) => {
    const { data, text } = isDump(file) ? await ofDump(file) : await ofFile(file);
    return { data, text: `${file}: ${text}` };
  });
}

async function ofFile(file: string): Promise<Answer> {
  const info = await indexInfo(file);
  const identity: Identity = info.kind === 'image' ? { ...info, headers: await imageHeaders(file) } : info;
  return { data: identity, text: textOf(identity) };
}

/** IMAGE_FILE_MACHINE_..., by usual names. */
const machines: Readonly<Record<number, string>> = {
  0x14c: 'x86',
  0x8664: 'x64',
  0xaa64: 'arm64',
  0x1c4: 'arm',
};

/** IMAGE_SUBSYSTEM_... */
const subsystems: Readonly<Record<number, string>> = {
  1: 'native',
  2: 'Windows, graphical',
  3: 'Windows, console',
  9: 'Windows CE',
  10: 'EFI application',
  11: 'EFI driver',
  12: 'EFI driver at run time',
};

const kinds = { image: 'image', pdb: 'PDB', dbg: '.dbg file' } as const;

function textOf(identity: Identity): string {
  const { kind, machine, timestamp, size, pdbFile, guid, age, signature, headers, dbgFile } = identity;
  const architecture = machine === 0 ? '' : `, ${machines[machine] ?? `machine ${hex(machine)}`}`;
  const type = headers ? `${headers.isDll ? 'DLL' : 'program'}${architecture}` : `${kinds[kind]}${architecture}`;
  const isPdb = kind === 'pdb';
  return `${type}\n${facts([
    ['time stamp', isPdb ? '' : `${hex(timestamp)} (${timeOf(timestamp)}, if it is a time)`],
    ['size', isPdb ? '' : `${hex(size)} bytes in memory`],
    ['base', headers?.base],
    ['entry point', headers && `${hex(headers.entryPoint)} from the base`],
    ['subsystem', headers && (subsystems[headers.subsystem] ?? String(headers.subsystem))],
    ['checksum', headers && hex(headers.checksum)],
    ['linker', headers?.linkerVersion],
    ['PDB', isPdb ? '' : (pdbFile ?? 'names none')],
    ['.dbg file', dbgFile],
    ['GUID', guid],
    ['age', guid === null && signature === 0 ? '' : String(age)],
    ['signature', signature === 0 ? '' : hex(signature)],
    ['in a store', identity.storePath],
    ['PDB in a store', isPdb ? '' : identity.pdbStorePath],
    ...(headers?.sections ?? []).map(
      ({ name, rva, virtualBytes, characteristics }) =>
        [
          'section',
          `${name.padEnd(8)} ${hex(rva).padStart(10)}, ${hex(virtualBytes)} bytes${rights(characteristics)}`,
        ] as const,
    ),
  ])}`;
}

/** IMAGE_SCN_MEM_READ, _WRITE and _EXECUTE. */
const rights = (flags: number): string =>
  [
    [0x4000_0000, ' readable'],
    [0x8000_0000, ' writable'],
    [0x2000_0000, ' executable'],
  ]
    .map(([flag, name]) => ((flags & Number(flag)) !== 0 ? name : ''))
    .join('');

async function ofDump(file: string): Promise<Answer> {
  const dump = await doors.minidump().Minidump.open(file);
  try {
    const data = dumpData(dump);
    return { data, text: dumpText(data) };
  } finally {
    await dump.close();
  }
}

type DumpData = ReturnType<typeof dumpData>;

function dumpData(dump: Minidump) {
  const { path, size, header, systemInfo, miscInfo, exception, modules, threads } = dump;
  return {
    kind: 'dump' as const,
    file: path,
    size,
    header,
    systemInfo,
    miscInfo,
    exception: exception && {
      code: exception.code,
      address: hex(exception.address),
      threadId: exception.threadId,
    },
    program: modules[0] ?? null,
    modules: modules.length,
    threads: threads.length,
    streams: dump.streams.map(({ name }) => name),
  };
}

function dumpText({ size, header, systemInfo, miscInfo, exception, program, ...counts }: DumpData): string {
  const { major, minor, build } = systemInfo?.osVersion ?? {};
  return `minidump${systemInfo ? `, ${systemInfo.architecture}` : ''}\n${facts([
    ['written', header.time.toISOString()],
    ['size', `${String(size)} bytes`],
    ['flags', hex(header.flags)],
    ['program', program?.path],
    ['process', miscInfo?.processId == null ? '' : String(miscInfo.processId)],
    ['system', systemInfo ? `${[major, minor, build].join('.')}, ${String(systemInfo.processorCount)} processors` : ''],
    [
      'exception',
      exception && `${hex(exception.code)} at ${exception.address} in thread ${String(exception.threadId)}`,
    ],
    ['modules', String(counts.modules)],
    ['threads', String(counts.threads)],
    ['streams', counts.streams.join(', ')],
  ])}`;
}
