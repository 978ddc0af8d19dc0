import { dbghelp } from '../../../lib';

// Wine takes its own DLL for any file of that name, and says nothing: a run that does not look tests that one twice.
describe('the DLL under test', () => {
  const { DBGHELP_TEST_DLL: whose, DBGHELP_TEST_DLL_VERSION: version } = process.env;

  it('is the one that the run was started for', async () => {
    await dbghelp.SymGetOptions();
    if (version) expect(dbghelp.version).toBe(version);
    else if (whose === 'wine') expect(dbghelp.version).toMatch(/^6\.1\.7601\./);
    else expect(dbghelp.version).toMatch(/^\d+\.\d+\.\d+\.\d+$/);
    expect(dbghelp.path).toMatch(/^[A-Z]:\\windows\\system32\\dbghelp\.dll$/i);
  });
});
