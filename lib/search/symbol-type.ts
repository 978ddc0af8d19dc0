/** SYM_TYPE by number: where a module's symbols come from. */
export const symbolTypes = ['none', 'coff', 'codeview', 'pdb', 'export', 'deferred', 'sym', 'dia', 'virtual'] as const;

/**
 * Where a module's symbols come from: `'pdb'` and `'dia'` are full symbols; `'export'` means that only exported names
 * are known, `'coff'` that those of an image's own table are, without sizes, lines and types; `'deferred'` that nothing was
 * looked for yet.
 */
export type SymbolType = (typeof symbolTypes)[number];
