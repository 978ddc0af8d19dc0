import type { Prototype } from '../vocabulary';

/** Characters, with the NUL: the DLL takes no length, and writes a whole path. */
export const maxPath = 261;

/** Finding files along paths and in directory trees. */
export const fileSearchFunctions = {
  EnumDirTree: {
    params: [
      ['hProcess', 'HANDLE?'],
      ['RootPath', 'PCSTR'],
      ['InputPathName', 'PCSTR'],
      ['OutputPathBuffer', 'PSTR?', { capacity: maxPath }],
      ['cb', 'PENUMDIRTREE_CALLBACK?'],
      ['data', 'PVOID?'],
    ],
    returns: 'BOOL',
    fails: 'zero',
    blocks: true,
  },
  EnumDirTreeW: {
    params: [
      ['hProcess', 'HANDLE?'],
      ['RootPath', 'PCWSTR'],
      ['InputPathName', 'PCWSTR'],
      ['OutputPathBuffer', 'PWSTR?', { capacity: maxPath }],
      ['cb', 'PENUMDIRTREE_CALLBACKW?'],
      ['data', 'PVOID?'],
    ],
    returns: 'BOOL',
    fails: 'zero',
    blocks: true,
  },
  FindDebugInfoFile: {
    params: [
      ['FileName', 'PCSTR'],
      ['SymbolPath', 'PCSTR'],
      ['DebugFilePath', 'PSTR', { capacity: maxPath }],
    ],
    returns: 'HANDLE',
    fails: 'zero',
    blocks: true,
  },
  FindDebugInfoFileEx: {
    params: [
      ['FileName', 'PCSTR'],
      ['SymbolPath', 'PCSTR'],
      ['DebugFilePath', 'PSTR', { capacity: maxPath }],
      ['Callback', 'PFIND_DEBUG_FILE_CALLBACK?'],
      ['CallerData', 'PVOID?'],
    ],
    returns: 'HANDLE',
    fails: 'zero',
    blocks: true,
  },
  FindDebugInfoFileExW: {
    params: [
      ['FileName', 'PCWSTR'],
      ['SymbolPath', 'PCWSTR'],
      ['DebugFilePath', 'PWSTR', { capacity: maxPath }],
      ['Callback', 'PFIND_DEBUG_FILE_CALLBACKW?'],
      ['CallerData', 'PVOID?'],
    ],
    returns: 'HANDLE',
    fails: 'zero',
    blocks: true,
  },
  FindExecutableImage: {
    params: [
      ['FileName', 'PCSTR'],
      ['SymbolPath', 'PCSTR'],
      ['ImageFilePath', 'PSTR', { capacity: maxPath }],
    ],
    returns: 'HANDLE',
    fails: 'zero',
    blocks: true,
  },
  FindExecutableImageEx: {
    params: [
      ['FileName', 'PCSTR'],
      ['SymbolPath', 'PCSTR'],
      ['ImageFilePath', 'PSTR', { capacity: maxPath }],
      ['Callback', 'PFIND_EXE_FILE_CALLBACK?'],
      ['CallerData', 'PVOID?'],
    ],
    returns: 'HANDLE',
    fails: 'zero',
    blocks: true,
  },
  FindExecutableImageExW: {
    params: [
      ['FileName', 'PCWSTR'],
      ['SymbolPath', 'PCWSTR'],
      ['ImageFilePath', 'PWSTR', { capacity: maxPath }],
      ['Callback', 'PFIND_EXE_FILE_CALLBACKW?'],
      ['CallerData', 'PVOID?'],
    ],
    returns: 'HANDLE',
    fails: 'zero',
    blocks: true,
  },
  FindFileInPath: {
    params: [
      ['hprocess', 'HANDLE'],
      ['SearchPath', 'PCSTR'],
      ['FileName', 'PCSTR'],
      ['id', 'MEMORY?'],
      ['two', 'DWORD'],
      ['three', 'DWORD'],
      ['flags', 'DWORD'],
      ['FilePath', 'PSTR', { capacity: maxPath }],
    ],
    returns: 'BOOL',
    fails: 'zero',
    blocks: true,
  },
  FindFileInSearchPath: {
    params: [
      ['hprocess', 'HANDLE'],
      ['SearchPath', 'PCSTR'],
      ['FileName', 'PCSTR'],
      ['one', 'DWORD'],
      ['two', 'DWORD'],
      ['three', 'DWORD'],
      ['FilePath', 'PSTR', { capacity: maxPath }],
    ],
    returns: 'BOOL',
    fails: 'zero',
    blocks: true,
  },
  MakeSureDirectoryPathExists: {
    params: [['DirPath', 'PCSTR']],
    returns: 'BOOL',
    fails: 'zero',
    blocks: true,
  },
  SearchTreeForFile: {
    params: [
      ['RootPath', 'PCSTR'],
      ['InputPathName', 'PCSTR'],
      ['OutputPathBuffer', 'PSTR', { capacity: maxPath }],
    ],
    returns: 'BOOL',
    fails: 'zero',
    blocks: true,
  },
  SearchTreeForFileW: {
    params: [
      ['RootPath', 'PCWSTR'],
      ['InputPathName', 'PCWSTR'],
      ['OutputPathBuffer', 'PWSTR', { capacity: maxPath }],
    ],
    returns: 'BOOL',
    fails: 'zero',
    blocks: true,
  },
  SymMatchFileName: {
    params: [
      ['FileName', 'PCSTR', { buffers: true }],
      ['Match', 'PCSTR', { buffers: true }],
      ['FileNameStop', 'PVOID*?'],
      ['MatchStop', 'PVOID*?'],
    ],
    returns: 'BOOL',
    fails: 'never',
  },
  SymMatchFileNameW: {
    params: [
      ['FileName', 'PCWSTR', { buffers: true }],
      ['Match', 'PCWSTR', { buffers: true }],
      ['FileNameStop', 'PVOID*?'],
      ['MatchStop', 'PVOID*?'],
    ],
    returns: 'BOOL',
    fails: 'never',
  },
} as const satisfies Record<string, Prototype>;
