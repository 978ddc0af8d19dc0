import { addressNote, type AddressMap } from './address-notes';
import { failFastCodes } from './fail-fast-codes';
import type { ProcessMemory } from '../minidump/walk/process-memory';
import type { ExceptionDetails, NamedCode } from './report-data';
import { namedCode } from './format/words';
import { thrownObject } from './thrown';

/** An exception in a dump. */
export interface RaisedException {
  readonly code: number;
  readonly parameters: readonly bigint[];
}

/** What decoders need to understand the parameters. */
export interface ExceptionContext {
  readonly memory: ProcessMemory;
  readonly addresses: AddressMap;
  /** Gives the readable name of a C++ type. */
  readonly readable: (decorated: string) => Promise<string>;
}

/** What the parameters of an exception mean. */
export interface DecodedException {
  /** One line; null if the parameters mean nothing. */
  readonly summary: string | null;
  readonly details: ExceptionDetails | null;
}

type Decoder = (exception: RaisedException, context: ExceptionContext) => DecodedException | Promise<DecodedException>;

const nothing: DecodedException = { summary: null, details: null };

const operations: Readonly<Record<number, 'read' | 'write' | 'execution'>> = { 0: 'read', 1: 'write', 8: 'execution' };

const hex = (value: bigint): string => `0x${value.toString(16)}`;

/** Access violations, guard pages, in-page errors, and stack overflows: the operation and its address. */
const access: Decoder = ({ parameters }, { addresses }) => {
  const [kind, address, status] = parameters;
  const operation = kind === undefined || kind > 8n ? undefined : operations[Number(kind)];
  if (operation === undefined || address === undefined) return nothing;
  const why = status === undefined ? null : namedCode(Number(BigInt.asUintN(32, status)));
  const note = addressNote(address, operation === 'execution', addresses);
  return {
    summary: `${operation} of ${hex(address)}${why ? `: ${why.name ?? why.code}` : ''}`,
    details: { kind: 'access', operation, address: hex(address), note, status: why },
  };
};

const withoutStatus: Decoder = ({ code, parameters }, context) =>
  access({ code, parameters: parameters.slice(0, 2) }, context);

const failFast: Decoder = ({ parameters }) => {
  const [code] = parameters;
  if (code === undefined) return nothing;
  const number = Number(BigInt.asUintN(32, code));
  const known = failFastCodes[number];
  const reason: NamedCode = known
    ? { code: hex(code), name: known[0], explanation: known[1] }
    : { code: hex(code), name: null, explanation: 'An unknown reason.' };
  return { summary: reason.name ?? `reason ${reason.code}`, details: { kind: 'fail-fast', reason } };
};

const cpp: Decoder = async ({ parameters }, { memory, readable }) => {
  const details = await thrownObject(memory, parameters, readable);
  if (!details) return nothing;
  const says = details.message === null ? '' : `: "${details.message}"`;
  const [type] = details.types;
  if (details.rethrown) return { summary: 'throw; outside of any handler', details };
  return { summary: type === undefined ? null : `thrown: ${type}${says}`, details };
};

/** Offsets of DelayLoadInfo's members, in pointers. */
const delayLoadInfo = { library: 3n, isName: 4n, name: 5n } as const;

const delayLoad: Decoder = ({ parameters }, { memory }) => {
  const [info] = parameters;
  if (info === undefined) return nothing;
  const size = BigInt(memory.pointerBytes);
  const textAt = (member: bigint): string | null => {
    const pointer = memory.pointer(info + member * size);
    return pointer === null ? null : memory.text(pointer);
  };
  const library = textAt(delayLoadInfo.library);
  const isName = memory.uint32(info + delayLoadInfo.isName * size) === 1;
  return missing(library, isName ? textAt(delayLoadInfo.name) : null);
};

/** Stubs pass pointers to the names of DLL and function, or the function's ordinal. */
const stub: Decoder = ({ parameters: [library, name] }, { memory }) => {
  if (library === undefined || name === undefined) return nothing;
  return missing(memory.text(library), name < 0x1_0000n ? `#${String(name)}` : memory.text(name));
};

function missing(library: string | null, name: string | null): DecodedException {
  if (library === null && name === null) return nothing;
  const summary = name === null ? library : `${library === null ? '' : `${library}!`}${name}`;
  return { summary, details: { kind: 'missing-function', library, function: name } };
}

const decoders: Readonly<Record<number, Decoder>> = {
  0x80000001: withoutStatus,
  0xc0000005: withoutStatus,
  0xc00000fd: withoutStatus,
  0xc0000006: access,
  0xc0000409: failFast,
  0xe06d7363: cpp,
  0xc06d007e: delayLoad,
  0xc06d007f: delayLoad,
  0x80000100: stub,
};

/** Decodes the parameters of an exception. */
export async function decodeException(
  exception: RaisedException,
  context: ExceptionContext,
): Promise<DecodedException> {
  return (await decoders[exception.code >>> 0]?.(exception, context)) ?? nothing;
}
