import type { SymbolType } from '../search/symbol-type';

/** What the formats get: options with their defaults. */
export interface FormatChoices {
  readonly threads: 'all' | 'faulting';
  readonly fold: boolean;
}

/**
 * What a crash report is made of: plain data, without bigints, dates or classes, so that it goes into JSON as it is, and what
 * comes out of JSON can be formatted just the same. Addresses and other 64-bit values are hexadecimal text with `0x`, which
 * `BigInt` takes; times are ISO 8601 text in UTC; sizes are bytes. What the dump does not say is null.
 */
export interface CrashReport {
  /** Of this form. Members may be added to it; where one is taken away, or means something else, the number is another one. */
  readonly version: 1;
  readonly dump: ReportDump;
  readonly system: ReportSystem;
  readonly process: ReportProcess;
  /** Null for a dump that was made without a crash, of a program that hangs, say. */
  readonly exception: ReportException | null;
  /** A guess; null where no frame of the thread belongs to anything but the system. */
  readonly culprit: ReportCulprit | null;
  /** The thread of the exception first, then in the order of the dump. */
  readonly threads: readonly ReportThread[];
  /** How many threads the dump has; `threads` has fewer of them where only the faulting one was asked for. */
  readonly threadCount: number;
  /** Of the first thread: at the exception, where there was one. */
  readonly registers: ReportRegisters | null;
  /** The code at the instruction pointer; null where neither the dump nor an image has it. */
  readonly code: ReportCode | null;
  /** By base. */
  readonly modules: readonly ReportModule[];
  readonly unloadedModules: readonly ReportUnloadedModule[];
  /** What the report would be better with, what the crashing thread needs first. */
  readonly missing: readonly MissingPiece[];
  /** What could not be read, each part by itself: the rest of the report stands. */
  readonly problems: readonly ReportProblem[];
}

/** The file itself. */
export interface ReportDump {
  /** Null for a dump that was in memory. */
  readonly path: string | null;
  /** Bytes. */
  readonly size: number;
  /** When it was written. */
  readonly time: string | null;
  /** The MINIDUMP_TYPE flags that are set, by name: `'MiniDumpWithFullMemory'`; a bit without a name is hexadecimal. */
  readonly flags: readonly string[];
  readonly comment: string | null;
}

/** The names of processors that a dump may come from. */
export type ReportArchitecture = 'x86' | 'x64' | 'arm64' | 'arm' | 'unknown';

/** The machine that the program ran on. */
export interface ReportSystem {
  readonly architecture: ReportArchitecture;
  readonly processorCount: number | null;
  /** `Windows 10`, `Windows 11`: by version and build. */
  readonly os: string | null;
  /** `10.0.19045`. */
  readonly osVersion: string | null;
  readonly servicePack: string | null;
  /** What the system calls its build, as long as the dump has it. */
  readonly buildString: string | null;
}

/** The program. */
export interface ReportProcess {
  readonly id: number | null;
  /** The file name of its image: that of the first module. */
  readonly name: string | null;
  readonly path: string | null;
  /** Where the dump has the memory that it lies in. May hold what was given to the program in confidence. */
  readonly commandLine: string | null;
  readonly startTime: string | null;
  /** Seconds between its start and the dump. */
  readonly uptime: number | null;
}

/** A code with what is known of it. */
export interface NamedCode {
  /** Hexadecimal, with `0x`. */
  readonly code: string;
  /** `EXCEPTION_ACCESS_VIOLATION`, `STATUS_HEAP_CORRUPTION`, `FAST_FAIL_FATAL_APP_EXIT`; null where it has no known name. */
  readonly name: string | null;
  /** In a sentence. */
  readonly explanation: string;
}

/** What the parameters of an exception say, where they are known to say anything. */
export type ExceptionDetails =
  | {
      readonly kind: 'access';
      readonly operation: 'read' | 'write' | 'execution';
      readonly address: string;
      /** What is there, or that nothing is: of address 0, of unloaded modules, of stacks. */
      readonly note: string | null;
      /** Why the page could not be brought in; null unless that is what happened. */
      readonly status: NamedCode | null;
    }
  | { readonly kind: 'fail-fast'; readonly reason: NamedCode }
  | {
      readonly kind: 'c++';
      /** The thrown type, then what else it can be caught as; empty where the dump does not have them. */
      readonly types: readonly string[];
      /** Where the thrown object lies. */
      readonly object: string;
      /** The `what()` of a std::exception, where it could be read. */
      readonly message: string | null;
      /** `throw;` outside of any handler throws nothing. */
      readonly rethrown: boolean;
    }
  | { readonly kind: 'missing-function'; readonly library: string | null; readonly function: string | null };

/** Why the program ended, or stopped. */
export interface ReportException extends NamedCode {
  /** The exception in one line: `read of 0x0`, `thrown: std::runtime_error`; null where the parameters say nothing. */
  readonly summary: string | null;
  readonly details: ExceptionDetails | null;
  readonly threadId: number;
  /** The instruction that raised it. */
  readonly address: string;
  /** Whether the program could not have gone on. */
  readonly noncontinuable: boolean;
  readonly parameters: readonly string[];
  /** Where that instruction is; null where no module is. */
  readonly location: ReportLocation | null;
}

/** A line of source code. */
export interface ReportLine {
  readonly file: string;
  readonly line: number;
}

/** What is at an address. */
export interface ReportLocation {
  /** What the names are worth, as of `SymbolizedAddress`. */
  readonly level: 'line' | 'symbol' | 'public' | 'export' | 'module';
  /** The module's short name. */
  readonly module: string;
  /** Null where none is known: the nearest name is given only where the address may belong to it. */
  readonly function: string | null;
  /** Bytes from the function, or from the base of the module where there is none: hexadecimal, with `0x`. */
  readonly displacement: string;
  readonly source: ReportLine | null;
}

/** A function whose code is part of the frame's. */
export interface ReportInlinedFrame {
  readonly function: string;
  readonly source: ReportLine | null;
}

export interface ReportFrame {
  /** Counted from 0, the innermost. */
  readonly index: number;
  readonly address: string;
  readonly stackPointer: string;
  readonly framePointer: string;
  /** How the walker came to it, as of `StackFrame`. */
  readonly foundBy: string;
  /** Whether it belongs to Windows or to a compiler's runtime, as of `ReportModule`. */
  readonly system: boolean;
  /** Null where no module is. */
  readonly location: ReportLocation | null;
  /** Innermost first; they are called from `location`. */
  readonly inlined: readonly ReportInlinedFrame[];
}

export interface ReportThread {
  readonly id: number;
  readonly name: string | null;
  /** Whether the exception is this thread's. */
  readonly faulting: boolean;
  /** `'running'`, `'suspended'`, or with thread information in the dump, `'exited'`. */
  readonly state: 'running' | 'suspended' | 'exited';
  readonly suspendCount: number;
  readonly priority: number;
  readonly teb: string;
  /** Memory of the stack that the dump has: `start` is the lowest address. */
  readonly stack: { readonly start: string; readonly size: number };
  readonly startAddress: string | null;
  readonly frames: readonly ReportFrame[];
  /** Why the frames end, as of `ThreadStack`; `'not-walked'` where there was nothing to walk with. */
  readonly end: 'complete' | 'unreadable' | 'limit' | 'loop' | 'stopped' | 'not-walked';
  /** What went wrong, where something did. */
  readonly error: string | null;
}

export interface ReportRegister {
  readonly name: string;
  readonly value: string;
  /** What it points at: a function, a module, the stack; null where nothing is known there. */
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
  /** Of the first byte. */
  readonly address: string;
  /** Hexadecimal, two digits a byte. */
  readonly bytes: string;
  /** Which of the bytes the instruction pointer is at. */
  readonly instruction: number;
}

/** What became of a module's symbols. */
export interface ReportSymbols {
  /**
   * `'loaded'`: names and lines come from symbols that match. `'exports'`: only exported names are known. `'mismatch'`: symbols of
   * another build are in use. `'none'`: nothing is known of it but where it lies. `'not-asked'`: there was no session to ask.
   */
  readonly state: 'loaded' | 'exports' | 'mismatch' | 'none' | 'not-asked';
  readonly type: SymbolType | null;
  readonly pdbPath: string | null;
  readonly imagePath: string | null;
  /** Why there are no better ones; null where there are. */
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
  /** The PDB that the module names. */
  readonly pdb: {
    readonly name: string;
    readonly path: string;
    /** Upper-case hexadecimal without dashes; null for the older format. */
    readonly guid: string | null;
    readonly age: number;
  } | null;
  readonly symbols: ReportSymbols;
  /** Whether it belongs to Windows or to a compiler's runtime. */
  readonly system: boolean;
  /** Frames of the first thread, and of the other ones, that lie in it. */
  readonly frames: { readonly first: number; readonly others: number };
}

export interface ReportUnloadedModule {
  readonly name: string;
  readonly base: string;
  readonly size: number;
  readonly timestamp: number;
}

/** The first frame that is not of the system, as a debugger would blame it. */
export interface ReportCulprit {
  readonly threadId: number;
  readonly frame: number;
  readonly module: string;
  readonly function: string | null;
  readonly source: ReportLine | null;
  /** All of it: `app!render::draw+0x10 [C:\app\draw.cpp @ 42]`. */
  readonly text: string;
}

/** Something that was not there. */
export interface MissingPiece {
  readonly kind: 'pdb' | 'image' | 'memory';
  /** A file name; for memory, what it is. */
  readonly name: string;
  /** Where a symbol store has it: `app.pdb\8F9E...2E1\app.pdb`; null where that is not known. */
  readonly storePath: string | null;
  /** Who needs it: `'crash'` is the first thread, `'threads'` another one. */
  readonly neededBy: 'crash' | 'threads' | 'nobody';
  readonly why: string;
}

export interface ReportProblem {
  /** `'exception'`, `'ThreadListStream'`: the part of the dump or of the report. */
  readonly part: string;
  readonly message: string;
}
