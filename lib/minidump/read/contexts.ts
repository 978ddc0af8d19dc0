import {
  ARM64_NT_CONTEXT,
  type CONTEXT,
  CONTEXT_AMD64,
  CONTEXT_X86,
  type MINIDUMP_LOCATION_DESCRIPTOR,
  type StructClass,
} from '../../ffi/structures';
import type { Plain } from './record';
import type { StreamReader } from './stream-reader';
import type { MinidumpArchitecture } from './system-info';

const contextClasses: Readonly<Partial<Record<MinidumpArchitecture, StructClass<CONTEXT>>>> = {
  x64: CONTEXT_AMD64,
  x86: CONTEXT_X86,
  arm64: ARM64_NT_CONTEXT,
};
/** The size of a view and its bytes, without the registers. */
const contextCost = 700;

/** The place of registers in a dump. */
export class ContextPlace {
  readonly #reader: StreamReader;
  readonly #offset: number;
  readonly #size: number;
  readonly #architecture: MinidumpArchitecture;
  #isCounted = false;

  constructor(
    reader: StreamReader,
    { Rva, DataSize }: Plain<MINIDUMP_LOCATION_DESCRIPTOR>,
    architecture: MinidumpArchitecture,
  ) {
    this.#reader = reader;
    this.#offset = Rva;
    this.#size = DataSize;
    this.#architecture = architecture;
  }

  /**
   * The structure of the registers, and the number of their bytes; null if there are none that are known here.
   *
   * @throws MinidumpError if they cannot be read
   */
  check(): { readonly contextClass: StructClass<CONTEXT>; readonly bytes: number } | null {
    const contextClass = contextClasses[this.#architecture];
    if (!contextClass || this.#size === 0) return null;
    const { structName, byteLength } = contextClass;
    const isEarly = this.#architecture === 'arm64' && this.#size === earlyArm64.bytes;
    if (this.#size < byteLength && !isEarly) {
      const message = `a context of ${String(this.#size)} bytes is no ${structName}`;
      throw this.#reader.error('MINIDUMP_DAMAGED', message, this.#offset);
    }
    // The further registers of some processors come after the structure.
    const bytes = Math.min(this.#size, byteLength);
    this.#reader.check(this.#offset, bytes, what);
    if (!this.#isCounted) this.#reader.keep(contextCost + byteLength, this.#offset);
    this.#isCounted = true;
    return { contextClass, bytes };
  }

  read(): CONTEXT | null {
    const checked = this.check();
    if (!checked) return null;
    const { contextClass, bytes } = checked;
    const data = this.#reader.bytes(this.#offset, bytes, what);
    return bytes < contextClass.byteLength ? fromEarlyArm64(data) : contextClass.over(new Uint8Array(data.buffer));
  }
}

const what = 'the context of a thread';

/** Breakpad's first context of ARM64: flags, x0 to x28, fp, lr, sp, pc, cpsr, fpsr, fpcr and v0 to v31, without gaps. */
const earlyArm64 = { bytes: 796, registers: 8, cpsr: 272, fpsr: 276, fpcr: 280, v: 284 };
/** CONTEXT_ARM64 with control, integer and floating point registers. */
const arm64Flags = 0x40_0007;
/** The offsets of the same registers in ARM64_NT_CONTEXT, after its flags. */
const arm64 = { cpsr: 4, registers: 8, v: 272, fpcr: 784, fpsr: 788 };

function fromEarlyArm64(early: DataView<ArrayBuffer>): ARM64_NT_CONTEXT {
  const bytes = new Uint8Array(ARM64_NT_CONTEXT.byteLength);
  const data = new DataView(bytes.buffer);
  const copy = (from: number, end: number, to: number): void => {
    bytes.set(new Uint8Array(early.buffer, from, end - from), to);
  };
  data.setUint32(0, arm64Flags, true);
  copy(earlyArm64.registers, earlyArm64.cpsr, arm64.registers);
  copy(earlyArm64.cpsr, earlyArm64.fpsr, arm64.cpsr);
  copy(earlyArm64.fpsr, earlyArm64.fpcr, arm64.fpsr);
  copy(earlyArm64.fpcr, earlyArm64.v, arm64.fpcr);
  copy(earlyArm64.v, earlyArm64.bytes, arm64.v);
  return ARM64_NT_CONTEXT.over(bytes);
}
