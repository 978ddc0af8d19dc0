import type { AddressLike, HandleLike } from '../handles';
import type { IMAGE_DEBUG_INFORMATION } from '../structures';
import type { Prototypes } from '../vocabulary';

/** The debug information of one image, which 32-bit DLLs returned before they had a symbol handler. */
export interface DebugInformationFunctions {
  /**
   * Reads the debug information of an image; obsolete, and unreliable according to its own documentation. Needs no
   * session. Exported by 32-bit DLLs only; on 64-bit Windows, use
   * {@link DbgHelpFunctions.SymLoadModuleExW | SymLoadModuleExW}. Runs off the main thread: it may read files, ask a
   * server or walk a process.
   *
   * @param FileHandle - a handle of the open image file; `null`: none
   * @param FileName - path of the image; `null`: none
   * @param SymbolPath - directories, separated by semicolons; `null`: none
   * @param ImageBase - the image's base address; 0 for the preferred base of the file
   * @returns DbgHelp's own structure, valid until
   *   {@link DbgHelpFunctions.UnmapDebugInformation | UnmapDebugInformation}; NULL is a `DbgHelpError`
   * @see MapDebugInformation function (dbghelp.h), Microsoft Learn
   */
  MapDebugInformation(
    FileHandle: HandleLike | null,
    FileName: string | null,
    SymbolPath: string | null,
    ImageBase: AddressLike,
  ): IMAGE_DEBUG_INFORMATION;

  /**
   * Frees the result of {@link DbgHelpFunctions.MapDebugInformation | MapDebugInformation}. The view cannot be read
   * afterwards. Exported by 32-bit DLLs only; on 64-bit Windows, use
   * {@link DbgHelpFunctions.SymUnloadModule64 | SymUnloadModule64}.
   *
   * @param DebugInfo - the result of {@link DbgHelpFunctions.MapDebugInformation | MapDebugInformation}
   * @returns `true`; failure is a `DbgHelpError`
   * @see UnmapDebugInformation function (dbghelp.h), Microsoft Learn
   */
  UnmapDebugInformation(DebugInfo: IMAGE_DEBUG_INFORMATION): boolean;
}

export const debugInformationFunctions = {
  MapDebugInformation: {
    params: ['HANDLE? FileHandle', 'PCSTR? FileName', 'PCSTR? SymbolPath', 'ADDRESS32 ImageBase'],
    returns: 'IMAGE_DEBUG_INFORMATION*',
    fails: 'zero',
    blocks: true,
    only32: 'SymLoadModuleExW',
    inPlace: true,
  },
  UnmapDebugInformation: {
    params: [['IMAGE_DEBUG_INFORMATION* DebugInfo', { releases: true }]],
    returns: 'BOOL',
    only32: 'SymUnloadModule64',
    undoes: 'MapDebugInformation',
  },
} as const satisfies Prototypes<DebugInformationFunctions>;
