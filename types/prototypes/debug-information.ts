import type { Prototype } from '../vocabulary';

/** The debug information of one image, as 32-bit DLLs handed it out before there was a symbol handler. */
export const debugInformationFunctions = {
  MapDebugInformation: {
    params: [
      ['FileHandle', 'HANDLE?'],
      ['FileName', 'PCSTR?'],
      ['SymbolPath', 'PCSTR?'],
      ['ImageBase', 'ADDRESS32'],
    ],
    returns: 'IMAGE_DEBUG_INFORMATION*',
    fails: 'zero',
    blocks: true,
    only32: 'SymLoadModuleExW',
    inPlace: true,
  },
  UnmapDebugInformation: {
    params: [['DebugInfo', 'IMAGE_DEBUG_INFORMATION*', { releases: true }]],
    returns: 'BOOL',
    fails: 'zero',
    only32: 'SymUnloadModule64',
    undoes: 'MapDebugInformation',
  },
} as const satisfies Record<string, Prototype>;
