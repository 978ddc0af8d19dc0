import { IMAGEHLP_MODULEW64, SYM_TYPE } from '../../../../lib';
import { moduleInfo, SymbolModule } from '../../../../lib/session/modules/module';

/** A module as a DLL describes it. */
function told(
  SymType: SYM_TYPE,
  flags: Partial<Pick<IMAGEHLP_MODULEW64, 'LineNumbers' | 'PdbUnmatched'>>,
): SymbolModule {
  return new SymbolModule({ closed: false }, moduleInfo(Object.assign(IMAGEHLP_MODULEW64.alloc(), { SymType }, flags)));
}

describe('the symbols of a module', () => {
  it.each([
    ['a PDB', SYM_TYPE.SymPdb, { LineNumbers: true }, 'pdb', true],
    ['a PDB of names only', SYM_TYPE.SymPdb, { LineNumbers: false }, 'pdb', true],
    ['a PDB of another build', SYM_TYPE.SymPdb, { PdbUnmatched: true }, 'pdb', false],
    ['DWARF', SYM_TYPE.SymDia, { LineNumbers: true }, 'dia', true],
    ['DWARF that the DLL does not read', SYM_TYPE.SymDia, { LineNumbers: false }, 'export', false],
    ["an image's own table", SYM_TYPE.SymCoff, {}, 'coff', false],
    ['exports', SYM_TYPE.SymExport, {}, 'export', false],
    ['nothing', SYM_TYPE.SymNone, {}, 'none', false],
  ] as const)('are full or not by what they are from: %s', (_what, type, flags, symbolType, hasFullSymbols) => {
    expect(told(type, flags)).toMatchObject({ symbolType, hasFullSymbols });
  });
});
