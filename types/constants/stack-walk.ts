/** How an address is meant: `ADDRESS64.Mode`. */
export const ADDRESS_MODE = {
  /** Segment, and an offset of 16 bits. */
  AddrMode1616: 0,
  /** Segment, and an offset of 32 bits. */
  AddrMode1632: 1,
  /** Real mode. */
  AddrModeReal: 2,
  /** An address as it is: what today's programs have. */
  AddrModeFlat: 3,
} as const;
export type ADDRESS_MODE = (typeof ADDRESS_MODE)[keyof typeof ADDRESS_MODE];

/** Flags of StackWalkEx. */
export const SYM_STKWALK = {
  /** A walk as StackWalk64 makes it. */
  DEFAULT: 0x0,
  /** Along frame pointers only. */
  FORCE_FRAMEPTR: 0x1,
  /** By its name, 32-bit pointers become 64-bit ones with zeros. */
  ZEROEXTEND_PTRS: 0x2,
} as const;
export type SYM_STKWALK = (typeof SYM_STKWALK)[keyof typeof SYM_STKWALK];

/** What the last callback of StackWalk2 is asked for. */
export const TARGET_ATTRIBUTE = {
  /** By its name, the bits of a pointer that hold its authentication code on ARM64. */
  PACMASK: 0x1,
} as const;
export type TARGET_ATTRIBUTE = (typeof TARGET_ATTRIBUTE)[keyof typeof TARGET_ATTRIBUTE];

/** By its name, stands for the mask of the live target: a 64-bit value. */
export const TARGET_ATTRIBUTE_PACMASK_LIVETARGET = 0xffff_ffff_ffff_ffffn;

/**
 * Which parts of a CONTEXT are meant: `CONTEXT.ContextFlags`. Each architecture has its own bit, which is in all its
 * flags.
 */
export const CONTEXT_FLAGS = {
  /** x86, nothing in particular. */
  i386: 0x10000,
  /** x86: EBP, EIP, CS, EFLAGS, ESP, SS. */
  i386_CONTROL: 0x10001,
  /** x86: EDI, ESI, EBX, EDX, ECX, EAX. */
  i386_INTEGER: 0x10002,
  /** x86: GS, FS, ES, DS. */
  i386_SEGMENTS: 0x10004,
  /** x86: control, integer and segment registers. */
  i386_FULL: 0x10007,
  /** x86: the floating-point unit. */
  i386_FLOATING_POINT: 0x10008,
  /** x86: DR0 to DR3, DR6, DR7. */
  i386_DEBUG_REGISTERS: 0x10010,
  /** x86: what FXSAVE saves. */
  i386_EXTENDED_REGISTERS: 0x10020,
  /** x86: all but the extended state. */
  i386_ALL: 0x1003f,
  /** x86: the extended state, such as AVX. */
  i386_XSTATE: 0x10040,
  /** x64, nothing in particular. */
  AMD64: 0x100000,
  /** x64: SS, RSP, CS, RIP, EFLAGS. */
  AMD64_CONTROL: 0x100001,
  /** x64: the other general registers. */
  AMD64_INTEGER: 0x100002,
  /** x64: DS, ES, FS, GS. */
  AMD64_SEGMENTS: 0x100004,
  /** x64: XMM0 to XMM15 and the floating-point unit. */
  AMD64_FLOATING_POINT: 0x100008,
  /** x64: control and integer registers and floating point. */
  AMD64_FULL: 0x10000b,
  /** x64: DR0 to DR3, DR6, DR7. */
  AMD64_DEBUG_REGISTERS: 0x100010,
  /** x64: all but the extended state. */
  AMD64_ALL: 0x10001f,
  /** x64: the extended state, such as AVX. */
  AMD64_XSTATE: 0x100040,
  /** ARM64, nothing in particular. */
  ARM64: 0x400000,
  /** ARM64: FP, LR, SP, PC, CPSR. */
  ARM64_CONTROL: 0x400001,
  /** ARM64: X0 to X28. */
  ARM64_INTEGER: 0x400002,
  /** ARM64: V0 to V31, FPCR, FPSR. */
  ARM64_FLOATING_POINT: 0x400004,
  /** ARM64: control and integer registers and floating point. */
  ARM64_FULL: 0x400007,
  /** ARM64: breakpoints and watchpoints. */
  ARM64_DEBUG_REGISTERS: 0x400008,
  /** ARM64: X18, if it belongs to the program. */
  ARM64_X18: 0x400010,
  /** ARM64: all of them. */
  ARM64_ALL: 0x40001f,
} as const;
export type CONTEXT_FLAGS = (typeof CONTEXT_FLAGS)[keyof typeof CONTEXT_FLAGS];
