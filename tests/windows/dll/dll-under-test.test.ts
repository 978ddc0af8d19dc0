import { dbghelp } from '../../../lib';

// For any file of that name, Wine silently uses its own DLL: without this check, a run would test Wine's DLL twice.
describe('the DLL under test', () => {
  const { DBGHELP_TEST_DLL: whose, DBGHELP_TEST_DLL_VERSION: version } = process.env;

  it('is the one for which the run was started', async () => {
    await dbghelp.SymGetOptions();
    if (version) expect(dbghelp.version).toBe(version);
    else if (whose === 'wine') expect(dbghelp.version).toMatch(/^6\.1\.7601\./);
    else expect(dbghelp.version).toMatch(/^\d+\.\d+\.\d+\.\d+$/);
    expect(dbghelp.path).toMatch(/^[A-Z]:\\windows\\system32\\dbghelp\.dll$/i);
  });
});
