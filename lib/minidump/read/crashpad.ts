import type { StructDefinition, View } from '../../../types/structures/definition';
import { recordFormat, type Plain } from './record';
import type { StreamReader } from './stream-reader';

/** An annotation that code of the program keeps: a name, and a value of a type. */
export interface MinidumpAnnotation {
  readonly name: string;
  /** 1 for text; numbers from 0x8000 belong to the program. */
  readonly type: number;
  /** Null for a value that is no text. */
  readonly text: string | null;
  /** The place of the value in the file; {@link Minidump.bytes} reads it. */
  readonly offset: number;
  /** Bytes of the value. */
  readonly size: number;
}

/** The annotations of one module. */
export interface MinidumpModuleAnnotations {
  /** Of the module, in `modules`. */
  readonly index: number;
  /** Texts without names, such as the message of a runtime that gave up. */
  readonly list: readonly string[];
  readonly simple: Readonly<Record<string, string>>;
  readonly annotations: readonly MinidumpAnnotation[];
}

/** CrashpadInfoStream: what Crashpad, and so Chromium and Electron, tell of the program. */
export interface MinidumpCrashpadInfo {
  /** A UUID. */
  readonly reportId: string;
  /** A UUID of the installation; zeros if it is not known. */
  readonly clientId: string;
  /** Of the process: what the program gave to its crash reporter. */
  readonly annotations: Readonly<Record<string, string>>;
  /** Of the modules that have some. */
  readonly modules: readonly MinidumpModuleAnnotations[];
}

const place = { DataSize: 'DWORD', Rva: 'DWORD' } as const;
const MinidumpCrashpadInfoStart = {
  structName: 'MinidumpCrashpadInfo',
  fields: {
    Version: 'DWORD',
    ReportId: 'BYTE[16]',
    ClientId: 'BYTE[16]',
    SimpleSize: 'DWORD',
    SimpleRva: 'DWORD',
    ModulesSize: 'DWORD',
    ModulesRva: 'DWORD',
  },
} as const satisfies StructDefinition;
const ModuleLink = {
  structName: 'MinidumpModuleCrashpadInfoLink',
  fields: { Index: 'DWORD', ...place },
} as const satisfies StructDefinition;
const ModuleInfo = {
  structName: 'MinidumpModuleCrashpadInfo',
  fields: {
    Version: 'DWORD',
    ListSize: 'DWORD',
    ListRva: 'DWORD',
    SimpleSize: 'DWORD',
    SimpleRva: 'DWORD',
    ObjectsSize: 'DWORD',
    ObjectsRva: 'DWORD',
  },
} as const satisfies StructDefinition;
const Pair = {
  structName: 'MinidumpSimpleStringDictionaryEntry',
  fields: { Key: 'DWORD', Value: 'DWORD' },
} as const satisfies StructDefinition;
const TextPlace = { structName: 'RVA', fields: { Rva: 'DWORD' } } as const satisfies StructDefinition;
const Annotation = {
  structName: 'MinidumpAnnotation',
  fields: { Name: 'DWORD', Type: 'WORD', Reserved: 'WORD', Value: 'DWORD' },
} as const satisfies StructDefinition;

const infoFormat =
  recordFormat<View<'MinidumpCrashpadInfo', typeof MinidumpCrashpadInfoStart>>(MinidumpCrashpadInfoStart);
const linkFormat = recordFormat<View<'MinidumpModuleCrashpadInfoLink', typeof ModuleLink>>(ModuleLink);
const moduleFormat = recordFormat<View<'MinidumpModuleCrashpadInfo', typeof ModuleInfo>>(ModuleInfo);
const pairFormat = recordFormat<View<'MinidumpSimpleStringDictionaryEntry', typeof Pair>>(Pair);
const textFormat = recordFormat<View<'RVA', typeof TextPlace>>(TextPlace);
const annotationFormat = recordFormat<View<'MinidumpAnnotation', typeof Annotation>>(Annotation);

const entryCost = 200;
const textType = 1;

export function readCrashpadInfo(reader: StreamReader): MinidumpCrashpadInfo {
  const info = reader.record(infoFormat, 'MinidumpCrashpadInfo');
  reader.keep(entryCost, reader.stream.offset);
  return {
    reportId: uuid(info.ReportId),
    clientId: uuid(info.ClientId),
    annotations: readPairs(reader, info.SimpleRva, info.SimpleSize),
    modules: listAt(reader, linkFormat, info.ModulesRva, info.ModulesSize, 'the modules with annotations', (link) =>
      link.DataSize === 0 ? null : readModule(reader, link),
    ),
  };
}

function readModule(
  reader: StreamReader,
  { Index, Rva }: Plain<View<'MinidumpModuleCrashpadInfoLink', typeof ModuleLink>>,
): MinidumpModuleAnnotations {
  const info = reader.recordAt(moduleFormat, Rva, 'MinidumpModuleCrashpadInfo');
  return {
    index: Index,
    list: listAt(reader, textFormat, info.ListRva, info.ListSize, 'a list of annotations', (entry) =>
      reader.utf8(entry.Rva, 'an annotation'),
    ),
    simple: readPairs(reader, info.SimpleRva, info.SimpleSize),
    annotations: listAt(reader, annotationFormat, info.ObjectsRva, info.ObjectsSize, 'annotations', (entry) => {
      const { offset, size } = reader.counts(entry.Value, 'the value of an annotation');
      const text = entry.Type === textType ? reader.utf8(entry.Value, 'the value of an annotation') : null;
      return { name: reader.utf8(entry.Name, 'the name of an annotation'), type: entry.Type, text, offset, size };
    }),
  };
}

function readPairs(reader: StreamReader, rva: number, size: number): Record<string, string> {
  const pairs = listAt(reader, pairFormat, rva, size, 'annotations', ({ Key, Value }) => {
    return [reader.utf8(Key, 'the name of an annotation'), reader.utf8(Value, 'the value of an annotation')] as const;
  });
  return Object.fromEntries(pairs);
}

/** The entries of a list anywhere in the file, behind their number. A damaged one is left out. */
function listAt<T, Answer>(
  reader: StreamReader,
  format: { readonly size: number; read(data: DataView, at: number): T },
  rva: number,
  size: number,
  what: string,
  read: (entry: T) => Answer | null,
): Answer[] {
  if (rva === 0 || size === 0) return [];
  return reader.unlessDamaged(() => {
    const count = reader.bytes(rva, 4, what).getUint32(0, true);
    const bytes = reader.bytes(rva + 4, count * format.size, what);
    reader.keep(count * entryCost, rva);
    const answers: Answer[] = [];
    for (let nth = 0; nth < count; nth++) {
      const answer = reader.unlessDamaged(() => read(format.read(bytes, nth * format.size)), null);
      if (answer !== null) answers.push(answer);
    }
    return answers;
  }, []);
}

/** Its first three parts are numbers of the machine's byte order. */
function uuid(bytes: readonly number[]): string {
  const hex = (...places: number[]): string => places.map((at) => bytes[at]!.toString(16).padStart(2, '0')).join('');
  return [hex(3, 2, 1, 0), hex(5, 4), hex(7, 6), hex(8, 9), hex(10, 11, 12, 13, 14, 15)].join('-');
}
