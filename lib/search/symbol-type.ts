/** SYM_TYPE by number: the source of a module's symbols. */
export const symbolTypes = ['none', 'coff', 'codeview', 'pdb', 'export', 'deferred', 'sym', 'dia', 'virtual'] as const;

/**
 * The source of a module's symbols. `'pdb'` and `'dia'` are full symbols; `'export'` means that only exported names are
 * known; `'coff'`, only names in the image's own table, without sizes, lines and types; `'deferred'`, that no search
 * was made yet.
 */
export type SymbolType = (typeof symbolTypes)[number];
