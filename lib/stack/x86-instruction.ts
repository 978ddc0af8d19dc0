/** An instruction of 32-bit x86 code, as far as it concerns the stack. */
export interface X86Instruction {
  /** Bytes. */
  readonly length: number;
  /** Those of two bytes begin with 0x0f. */
  readonly opcode: number;
  /** Whether it works on 16 bits. */
  readonly isShort: boolean;
  /** How `rm` is meant: 3 as a register, less as memory; -1 if there is none. */
  readonly mod: number;
  /** The register, or a part of the opcode. */
  readonly reg: number;
  /** The register, or the one from which the place in memory counts; -1 if there is none, or another one, too. */
  readonly rm: number;
  readonly isIndexed: boolean;
  readonly displacement: number;
  /** With its sign. */
  readonly constant: number;
}

/**
 * What follows each opcode: `m` registers or memory, `b` a byte, `w` two, `z` four, `e` three, `p` six, `B` and `Z`
 * memory and then constants, `f` the same if it is a test, `a` an address, `P` another opcode, as it is a prefix; `x`:
 * not known here.
 */
const oneByte = [
  ...['mmmmbz..mmmmbz.x', 'mmmmbz..mmmmbz..', 'mmmmbzP.mmmmbzP.', 'mmmmbzP.mmmmbzP.'],
  ...['................', '................', '..xxPPPxzZbB....', 'bbbbbbbbbbbbbbbb'],
  ...['BZxBmmmmmmmmmmmm', '..........p.....', 'aaaa....bz......', 'bbbbbbbbzzzzzzzz'],
  ...['BBw.xxBZe.w..bx.', 'mmmmbbx.mmmmmmmm', 'bbbbbbbbzzpb....', 'P.PP..ff......mm'],
].join('');
const twoBytes = [
  ...['mmmmx.....x.xm.B', 'mmmmmmmmmmmmmmmm', 'mmmmxxxxmmmmmmmm', '......x.xxxxxxxx'],
  ...['mmmmmmmmmmmmmmmm', 'mmmmmmmmmmmmmmmm', 'mmmmmmmmmmmmmmmm', 'BBBBmmm.mmxxmmmm'],
  ...['zzzzzzzzzzzzzzzz', 'mmmmmmmmmmmmmmmm', '...mBmxx...mBmmm', 'mmmmmmmmmmBmmmmm'],
  ...['mmBmBBBm........', 'mmmmmmmmmmmmmmmm', 'mmmmmmmmmmmmmmmm', 'mmmmmmmmmmmmmmmm'],
].join('');

/**
 * What each opcode writes, where `registersWritten` does not say more: `r` the register, `e` registers or memory, `R` and
 * `E` the same of 8 bits, `o` and `O` the register in the opcode, `a` `c` `d` eax, ecx, edx, `t` eax and edx, `q` these
 * three and ebx, `s` the registers of texts, `y` eax and that in the opcode, `X` both, `Z` eax and registers or memory, `F`
 * as `reg` says.
 */
const oneByteWrites = [
  ...['EeRraa--EeRraa--', 'EeRraa--EeRraa--', 'EeRraa--EeRraa--', 'EeRraa----------'],
  ...['oooooooooooooooo', '----------------', '---------r-r----', '----------------'],
  ...['Ee-e--XXEeRrer--', '-yyyyyyyad-----a', 'aa--ssss--ssssss', 'OOOOOOOOoooooooo'],
  ...['Ee----Ee--------', 'EeEeaa-a--------', 'ccc-aa------aa--', '------FF------Ee'],
].join('');
const twoBytesWrite = [
  ...['--rr------------', '----------------', '------------rr--', '-t-t------------'],
  ...['rrrrrrrrrrrrrrrr', 'r---------------', '----------------', '--------------e-'],
  ...['----------------', 'EEEEEEEEEEEEEEEE', '--q-ee-----eee-r', 'ZZrerrrrr-eerrrr'],
  ...['XX---r--oooooooo', '-------r--------', '----------------', '----------------'],
].join('');

const longest = 15;
const operandSize = 0x66;
/** fs and gs: memory that does not count from 0. */
const otherSegments: ReadonlySet<number> = new Set([0x64, 0x65]);

/** Reads the instruction at the beginning of these bytes; null for one that is not known here, or is cut. */
export function x86Instruction(view: DataView): X86Instruction | null {
  const size = Math.min(view.byteLength, longest);
  let at = 0;
  const byte = (): number => (at < size ? view.getUint8(at++) : (at = Infinity));
  let isShort = false;
  let isElsewhere = false;
  let opcode = byte();
  while (at <= size && oneByte[opcode] === 'P') {
    isShort ||= opcode === operandSize;
    isElsewhere ||= otherSegments.has(opcode);
    opcode = byte();
  }
  if (at > size) return null;
  const isLong = opcode === 0x0f;
  if (isLong) opcode = 0x0f00 | byte();
  if (at > size) return null;
  let form = (isLong ? twoBytes : oneByte)[opcode & 0xff]!;
  if (form === 'x') return null;

  let [mod, reg, rm, displacement, isIndexed] = [-1, 0, -1, 0, false];
  const constantOf = (bytes: number): number => {
    const from = at;
    at += bytes;
    if (at > size) return 0;
    return bytes === 1 ? view.getInt8(from) : bytes === 2 ? view.getInt16(from, true) : view.getInt32(from, true);
  };
  if ('mBZf'.includes(form)) {
    const modrm = byte();
    if (at > size) return null;
    [mod, reg, rm] = [modrm >> 6, (modrm >> 3) & 7, modrm & 7];
    if (mod !== 3) {
      if (rm === 4) {
        const sib = byte();
        isIndexed = ((sib >> 3) & 7) !== 4;
        rm = sib & 7;
      }
      const isAbsolute = mod === 0 && rm === 5;
      displacement = mod === 1 ? constantOf(1) : mod === 2 || isAbsolute ? constantOf(4) : 0;
      if (isAbsolute || isIndexed || isElsewhere) rm = -1;
    }
    // The first two of these opcodes compare with a constant.
    if (form === 'f') form = reg > 1 ? 'm' : opcode === 0xf6 ? 'B' : 'Z';
  }
  const wide = isShort ? 2 : 4;
  const bytes = { b: 1, B: 1, w: 2, e: 3, a: 4, z: wide, Z: wide, p: 2 + wide }[form] ?? 0;
  const constant = bytes === 1 || bytes === 2 || bytes === 4 ? constantOf(bytes) : 0;
  if (bytes === 3 || bytes === 6) at += bytes;
  return at > size ? null : { length: at, opcode, isShort, mod, reg, rm, isIndexed, displacement, constant };
}

/** The registers that an instruction writes, besides by pushes and pops: a bit for each. */
export function registersWritten({ opcode, mod, reg, rm }: X86Instruction): number {
  const how = (opcode > 0xff ? twoBytesWrite : oneByteWrites)[opcode & 0xff]!;
  // Comparisons, calls, jumps and pushes among these opcodes.
  if ((opcode >= 0x80 && opcode <= 0x83 && reg === 7) || (opcode >= 0xfe && opcode <= 0xff && reg > 1)) return 0;
  const [inOpcode, eax, ecx, edx, ebx] = [1 << (opcode & 7), 1, 2, 4, 8];
  const place = mod === 3 ? 1 << rm : 0;
  const narrowPlace = mod === 3 ? 1 << (rm & 3) : 0;
  switch (how) {
    case 'r':
      return 1 << reg;
    case 'R':
      return 1 << (reg & 3);
    case 'e':
      return place;
    case 'E':
      return narrowPlace;
    case 'o':
      return inOpcode;
    case 'O':
      return 1 << (opcode & 3);
    case 'X':
      return place | (1 << reg);
    case 'y':
      return eax | inOpcode;
    case 'Z':
      return eax | place;
    case 'F':
      return reg > 3 ? eax | edx : reg > 1 ? place : 0;
    case 'a':
      return eax;
    case 'c':
      return ecx;
    case 'd':
      return edx;
    case 't':
      return eax | edx;
    case 'q':
      return eax | ecx | edx | ebx;
    case 's':
      return eax | ecx | 0xc0;
    default:
      return 0;
  }
}
