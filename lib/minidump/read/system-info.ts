import { MINIDUMP_SYSTEM_INFO } from '../../ffi/structures';
import { recordFormat } from './record';
import type { StreamReader } from './stream-reader';
import { jsonReady } from '../../base/json-ready';

export type MinidumpArchitecture = 'x86' | 'x64' | 'arm' | 'arm64' | 'unknown';

/** The processors of the machine. */
export interface MinidumpCpu {
  /** The family, on x86 and x64. */
  readonly level: number;
  /** Model and stepping, on x86 and x64. */
  readonly revision: number;
  /** The maker as CPUID names it, such as `GenuineIntel`; null in dumps of other architectures than x86. */
  readonly vendor: string | null;
  /** CPUID 1: EAX. Null in dumps of other architectures than x86. */
  readonly version: number | null;
  /** CPUID 1: EDX. Null in dumps of other architectures than x86. */
  readonly features: number | null;
  /** CPUID 0x80000001, of AMD's processors. Null in dumps of other architectures than x86. */
  readonly extendedFeatures: number | null;
  /** The results of IsProcessorFeaturePresent, a bit each; null in dumps of x86. */
  readonly processorFeatures: readonly bigint[] | null;
}

/** SystemInfoStream. */
export interface MinidumpSystemInfo {
  /** The architecture of the process, and so of its threads' contexts. */
  readonly architecture: MinidumpArchitecture;
  /** C's PROCESSOR_ARCHITECTURE_. */
  readonly processorArchitecture: number;
  readonly processorCount: number;
  readonly osVersion: { readonly major: number; readonly minor: number; readonly build: number };
  /** 2 for Windows NT. */
  readonly platformId: number;
  /** C's VER_NT_: 1 a workstation, 2 a domain controller, 3 a server. */
  readonly productType: number;
  /** C's VER_SUITE_ bits. */
  readonly suiteMask: number;
  /** Such as `Service Pack 1`; empty for none, and if the dump is damaged there. */
  readonly servicePack: string;
  readonly cpu: MinidumpCpu;
}

/**
 * Keyed by C's PROCESSOR_ARCHITECTURE_. The WOW64 ones stand for 32-bit processes; 0x8003 is Breakpad's early value for
 * ARM64.
 */
const architectures: Readonly<Record<number, MinidumpArchitecture>> = {
  0: 'x86',
  5: 'arm',
  9: 'x64',
  10: 'x86',
  12: 'arm64',
  13: 'arm',
  14: 'x86',
  0x8003: 'arm64',
};

const format = recordFormat(MINIDUMP_SYSTEM_INFO);

export function readSystemInfo(reader: StreamReader): MinidumpSystemInfo {
  const info = reader.record(format, 'MINIDUMP_SYSTEM_INFO');
  const architecture = architectures[info.ProcessorArchitecture] ?? 'unknown';
  const isX86 = architecture === 'x86';
  const { X86CpuInfo: x86, OtherCpuInfo: other } = info.Cpu;
  return jsonReady({
    architecture,
    processorArchitecture: info.ProcessorArchitecture,
    processorCount: info.NumberOfProcessors,
    osVersion: { major: info.MajorVersion, minor: info.MinorVersion, build: info.BuildNumber },
    platformId: info.PlatformId,
    productType: info.ProductType,
    suiteMask: info.SuiteMask,
    servicePack: reader.unlessDamaged(
      () => (info.CSDVersionRva === 0 ? '' : reader.text(info.CSDVersionRva, 'the name of the service pack')),
      '',
    ),
    cpu: jsonReady({
      level: info.ProcessorLevel,
      revision: info.ProcessorRevision,
      vendor: isX86 ? vendorOf(x86.VendorId) : null,
      version: isX86 ? x86.VersionInformation : null,
      features: isX86 ? x86.FeatureInformation : null,
      extendedFeatures: isX86 ? x86.AMDExtendedCpuFeatures : null,
      processorFeatures: isX86 ? null : jsonReady(other.ProcessorFeatures),
    }),
  });
}

function vendorOf(registers: readonly number[]): string {
  const bytes = Buffer.from(new Uint32Array(registers).buffer);
  return bytes.toString('latin1').replace(/\0+$/, '');
}

/** The bits of an address in a process. */
export const addressBitsOf = (architecture: MinidumpArchitecture | undefined): 32 | 64 =>
  architecture === 'x86' || architecture === 'arm' ? 32 : 64;

/** Addresses of 32-bit processes have 32 bits: writers sign-extend them, or leave something in the upper half. */
export function addressesOf(architecture: MinidumpArchitecture): (address: bigint) => bigint {
  const bits = addressBitsOf(architecture);
  return bits === 64 ? (address) => address : (address) => BigInt.asUintN(bits, address);
}
