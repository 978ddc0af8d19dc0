import type { SymbolType } from '../search/symbol-type';

/**
 * A crash report: plain data without bigints, dates or classes. It can be written as JSON, and read back from JSON to
 * be formatted. Addresses and other 64-bit values are hexadecimal text with `0x`, which `BigInt` accepts; times are ISO
 * 8601 text in UTC; sizes are bytes. Facts that the dump does not have are null.
 */
export interface CrashReport {
  /**
   * The version of this form. It changes when a member is removed or changes its meaning, but not when a member is
   * added.
   */
  readonly version: 1;
  readonly dump: ReportDump;
  readonly system: ReportSystem;
  readonly process: ReportProcess;
  /**
   * Why there is a dump: `'exception'`, of which `exception` tells; `'requested'`: the program asked for it, and went on;
   * `'unreadable'`: the dump has an exception that cannot be read, which `problems` tells; `'none'`: it says nothing, as
   * those of hanging programs.
   */
  readonly occasion: 'exception' | 'requested' | 'unreadable' | 'none';
  /** Null for a dump without a crash, such as that of a hanging program, and if it cannot be read. */
  readonly exception: ReportException | null;
  /** An assertion that failed, in dumps of Breakpad; null for none. */
  readonly assertion: ReportAssertion | null;
  /** What the program and its libraries left as text: in dumps of Crashpad, so of Chromium and Electron, and of macOS. */
  readonly annotations: readonly ReportAnnotation[];
  /** A guess; null if all frames of the thread belong to the system. */
  readonly culprit: ReportCulprit | null;
  /** The thread of the exception first, the others in the order of the dump. */
  readonly threads: readonly ReportThread[];
  /** The number of threads in the dump; `threads` has fewer if only the faulting one was requested. */
  readonly threadCount: number;
  /** The registers of the first thread: at the exception, if there was one. */
  readonly registers: ReportRegisters | null;
  /** The code at the instruction pointer; null if neither the dump nor an image has it. */
  readonly code: ReportCode | null;
  /** Sorted by base. */
  readonly modules: readonly ReportModule[];
  readonly unloadedModules: readonly ReportUnloadedModule[];
  /** Files and memory that would improve the report; those that the crashing thread needs come first. */
  readonly missing: readonly MissingPiece[];
  /** The parts that could not be read; the rest of the report is not affected. */
  readonly problems: readonly ReportProblem[];
}

/** A failed assertion of the C runtime. */
export interface ReportAssertion {
  readonly kind: 'invalid-parameter' | 'pure-virtual-call' | 'unknown';
  readonly expression: string;
  readonly function: string;
  readonly source: ReportLine | null;
}

/** A text that the program or one of its libraries left. It may be confidential. */
export interface ReportAnnotation {
  /** Null for one of the whole process. */
  readonly module: string | null;
  /** Null for a text without a name. */
  readonly name: string | null;
  readonly value: string;
}

/** The file. */
export interface ReportDump {
  /** Null for a dump in memory. */
  readonly path: string | null;
  /** Bytes. */
  readonly size: number;
  /** The time at which it was written. */
  readonly time: string | null;
  /** The MINIDUMP_TYPE flags that are set, by name: `'MiniDumpWithFullMemory'`; a bit without a name is hexadecimal. */
  readonly flags: readonly string[];
  readonly comment: string | null;
}

/** The architectures of dumps. */
export type ReportArchitecture = 'x86' | 'x64' | 'arm64' | 'arm' | 'unknown';

/** The machine on which the program ran. */
export interface ReportSystem {
  readonly architecture: ReportArchitecture;
  readonly processorCount: number | null;
  /** `GenuineIntel family 6 model 13 stepping 8`: of x86 and x64, the first word of x86 only. */
  readonly processor: string | null;
  /** Such as `Windows 10`, by version and build. */
  readonly os: string | null;
  /** `10.0.19045`. */
  readonly osVersion: string | null;
  readonly servicePack: string | null;
  /** The name of a Linux distribution with its version. */
  readonly distribution: string | null;
  /** The name of the system's build, as far as the dump has it. */
  readonly buildString: string | null;
}

/** The program. */
export interface ReportProcess {
  readonly id: number | null;
  /** The file name of its image: that of the first module. */
  readonly name: string | null;
  readonly path: string | null;
  /** Whether it is a 32-bit program in a 64-bit dump. The stacks are those of its 32-bit code. */
  readonly wow64: boolean;
  /** Null if the dump does not have its memory. It may contain secrets. */
  readonly commandLine: string | null;
  readonly startTime: string | null;
  /** Seconds between its start and the dump. */
  readonly uptime: number | null;
}

/** A code, with its name and meaning. */
export interface NamedCode {
  /** Hexadecimal, with `0x`; the number of a signal is decimal. */
  readonly code: string;
  /** Such as `SIGSEGV`, `EXCEPTION_ACCESS_VIOLATION`, `STATUS_HEAP_CORRUPTION` or `FAST_FAIL_FATAL_APP_EXIT`; null if unknown. */
  readonly name: string | null;
  /** A sentence. */
  readonly explanation: string;
}

/** The meaning of the exception's parameters, if it is known. */
export type ExceptionDetails =
  | {
      readonly kind: 'access';
      readonly operation: 'read' | 'write' | 'execution';
      readonly address: string;
      /** What is there, or why nothing is: a null pointer, an unloaded module, a stack. */
      readonly note: string | null;
      /** The reason why the page could not be read; null for other exceptions. */
      readonly status: NamedCode | null;
    }
  | { readonly kind: 'fail-fast'; readonly reason: NamedCode }
  | {
      /** Of Linux and macOS. */
      readonly kind: 'signal';
      /** Such as `SEGV_MAPERR` or `KERN_INVALID_ADDRESS`. */
      readonly reason: string | null;
      /** The memory that was used; null if it is not known, and for other signals. */
      readonly address: string | null;
      readonly note: string | null;
    }
  | {
      readonly kind: 'c++';
      /** The thrown type, then the other types as which it can be caught; empty if the dump does not have them. */
      readonly types: readonly string[];
      /** The address of the thrown object. */
      readonly object: string;
      /** The `what()` of a std::exception, if it could be read. */
      readonly message: string | null;
      /** `throw;` outside of any handler throws nothing. */
      readonly rethrown: boolean;
    }
  | { readonly kind: 'missing-function'; readonly library: string | null; readonly function: string | null };

/** The reason why the program ended or stopped. */
export interface ReportException extends NamedCode {
  /** One line, such as `read of 0x0` or `thrown: std::runtime_error`; null if the parameters mean nothing. */
  readonly summary: string | null;
  readonly details: ExceptionDetails | null;
  readonly threadId: number;
  /** The address of the instruction that raised it. */
  readonly address: string;
  /** Whether the program could not continue. */
  readonly noncontinuable: boolean;
  readonly parameters: readonly string[];
  /** The place of that instruction; null if it is in no module. */
  readonly location: ReportLocation | null;
  /** The functions that were inlined there, innermost first; `location` calls the last one. */
  readonly inlined: readonly ReportInlinedFrame[];
}

/** A line of source code. */
export interface ReportLine {
  readonly file: string;
  readonly line: number;
}

/** The place of an address. */
export interface ReportLocation {
  /** How exact the names are, as in `SymbolizedAddress`. */
  readonly level: 'line' | 'symbol' | 'public' | 'export' | 'module';
  /** The module's short name. */
  readonly module: string;
  /** Null if it is unknown. The nearest name is given only if the address may belong to it. */
  readonly function: string | null;
  /** Bytes from the function, or else from the base of the module: hexadecimal, with `0x`. */
  readonly displacement: string;
  readonly source: ReportLine | null;
}

/** A function that was inlined into the frame's. */
export interface ReportInlinedFrame {
  readonly function: string;
  readonly source: ReportLine | null;
}

export interface ReportFrame {
  /** Counts from 0, the innermost frame. */
  readonly index: number;
  readonly address: string;
  readonly stackPointer: string;
  readonly framePointer: string;
  /** How the walk found it, as in `StackFrame`. */
  readonly foundBy: string;
  /** The weakest of the ways on which it was reached, as in `StackFrame`; `'scan'` is a guess. */
  readonly trust: string;
  /** Whether its code was made at run time. */
  readonly generated: boolean;
  /** Whether it is code of .NET, which has no native symbols: a .NET debugger names it. */
  readonly managed: boolean;
  /** Whether it belongs to Windows or to a compiler's runtime, as in `ReportModule`. */
  readonly system: boolean;
  /** Null if it is in no module. */
  readonly location: ReportLocation | null;
  /** Innermost first; `location` calls the last one. */
  readonly inlined: readonly ReportInlinedFrame[];
}

export interface ReportThread {
  readonly id: number;
  readonly name: string | null;
  /** Whether the exception happened in this thread. */
  readonly faulting: boolean;
  /** `'exited'` needs thread information in the dump. `'unknown'`: the dump does not say whether it was suspended. */
  readonly state: 'running' | 'suspended' | 'exited' | 'unknown';
  /** Null if the dump does not say it. */
  readonly suspendCount: number | null;
  readonly priority: number;
  readonly teb: string;
  /** The part of the stack that the dump has: `start` is the lowest address. */
  readonly stack: { readonly start: string; readonly size: number };
  readonly startAddress: string | null;
  readonly frames: readonly ReportFrame[];
  /** Why the frames end, as in `ThreadStack`; `'not-walked'` if no session has walked it. */
  readonly end: 'complete' | 'unreadable' | 'no-unwind-info' | 'limit' | 'loop' | 'stopped' | 'not-walked';
  /** The error that stopped the walk, if one did. */
  readonly error: string | null;
}

export interface ReportRegister {
  readonly name: string;
  readonly value: string;
  /** What it points to: a function, a module, the stack; null if unknown. */
  readonly pointsTo: string | null;
}

export interface ReportRegisters {
  readonly architecture: ReportArchitecture;
  readonly threadId: number;
  readonly values: readonly ReportRegister[];
  /** EFlags or CPSR. */
  readonly flags: { readonly name: string; readonly value: string; readonly set: readonly string[] };
}

export interface ReportCode {
  /** The address of the first byte. */
  readonly address: string;
  /** Hexadecimal, two digits per byte. */
  readonly bytes: string;
  /** The index of the byte at the instruction pointer. */
  readonly instruction: number;
}

/** The symbols of a module. */
export interface ReportSymbols {
  /**
   * `'loaded'`: names and lines come from matching symbols. `'exports'`: only exported names are known. `'mismatch'`:
   * symbols of another build are in use. `'none'`: only its place is known. `'not-asked'`: no session was asked.
   */
  readonly state: 'loaded' | 'exports' | 'mismatch' | 'none' | 'not-asked';
  readonly type: SymbolType | null;
  readonly pdbPath: string | null;
  readonly imagePath: string | null;
  /** Why there are no better symbols; null if they are loaded. */
  readonly why: string | null;
}

export interface ReportModule {
  readonly name: string;
  readonly path: string;
  readonly base: string;
  readonly size: number;
  readonly version: string | null;
  readonly timestamp: number;
  readonly checksum: number;
  /** The PDB that the module refers to. */
  readonly pdb: {
    readonly name: string;
    readonly path: string;
    /** Upper-case hexadecimal without dashes; null for the older format. */
    readonly guid: string | null;
    readonly age: number;
  } | null;
  /** The build id of an ELF file, in hexadecimal. */
  readonly buildId: string | null;
  /** The id by which Breakpad's symbol files are found; null in dumps of Windows, where `pdb` tells. */
  readonly debugId: string | null;
  readonly symbols: ReportSymbols;
  /** Whether it belongs to Windows or to a compiler's runtime. */
  readonly system: boolean;
  /** The number of its frames in the first thread and in the others. */
  readonly frames: { readonly first: number; readonly others: number };
}

export interface ReportUnloadedModule {
  readonly name: string;
  readonly base: string;
  readonly size: number;
  readonly timestamp: number;
}

/** The first function that does not belong to the system, inlined or not: a debugger would blame it. */
export interface ReportCulprit {
  readonly threadId: number;
  readonly frame: number;
  readonly module: string;
  readonly function: string | null;
  readonly source: ReportLine | null;
  /** The function of the frame, if `function` was inlined into it; null if it was not. */
  readonly inlinedInto: string | null;
  /** All of it: `app!render::draw+0x10 [C:\app\draw.cpp @ 42]`. */
  readonly text: string;
}

/** A missing file, or missing memory. */
export interface MissingPiece {
  readonly kind: 'pdb' | 'image' | 'memory';
  /** A file name, or a description of the memory. */
  readonly name: string;
  /** Its path in a symbol store: `app.pdb\8F9E...2E1\app.pdb`; null if unknown. */
  readonly storePath: string | null;
  /** Who needs it: `'crash'` means the first thread, `'threads'` another one. */
  readonly neededBy: 'crash' | 'threads' | 'nobody';
  readonly why: string;
}

export interface ReportProblem {
  /** The part of the dump or of the report, such as `'exception'` or `'ThreadListStream'`. */
  readonly part: string;
  readonly message: string;
}
