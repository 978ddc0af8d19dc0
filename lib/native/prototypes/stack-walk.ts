import type { Prototype } from '../prototype';

/** Walking stacks, and the tables of functions that it needs. */
export const stackWalkFunctions = {
  SymFunctionTableAccess64: {
    params: [
      ['hProcess', 'HANDLE'],
      ['AddrBase', 'ADDRESS'],
    ],
    returns: 'PVOID',
    fails: 'zero',
  },
} as const satisfies Record<string, Prototype>;
