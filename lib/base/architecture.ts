import type { Architecture } from '../../types/structures/definition';

const architectures: Partial<Record<NodeJS.Architecture, Architecture>> = { x64: 'x64', ia32: 'x86', arm64: 'arm64' };

/** The architecture whose layouts this process uses. */
export const architecture: Architecture = architectures[process.arch] ?? 'x64';
export const pointerBits = architecture === 'x86' ? 32 : 64;
