import { readdirSync } from 'node:fs';
import path from 'node:path';
import { crashReport, Minidump } from '../../../lib';
import { sampleReport } from './report-sample';
import { schemaErrors } from './report-schema';

const dumps = path.join(__dirname, '../../fixtures/dumps');
const files = ['x64', 'x86'].flatMap((variant) =>
  readdirSync(path.join(dumps, variant))
    .filter((file) => file.endsWith('.dmp'))
    .map((file) => path.join(variant, file)),
);

describe('the published schema of a crash report', () => {
  it('accepts a report written by hand, and one without a crash', () => {
    expect(schemaErrors(sampleReport)).toEqual([]);
    expect(schemaErrors({ ...sampleReport, exception: null, culprit: null, registers: null, code: null })).toEqual([]);
  });

  it.each(files)('accepts the report of a dump: %s', async (file) => {
    await using dump = await Minidump.open(path.join(dumps, file));
    const report = await crashReport(dump, null);
    expect(report.version).toBe(1);
    expect(schemaErrors(report)).toEqual([]);
  });

  it('requires every member, and allows further ones', () => {
    for (const member of Object.keys(sampleReport)) {
      expect(schemaErrors({ ...sampleReport, [member]: undefined })).not.toEqual([]);
    }
    expect(schemaErrors({ ...sampleReport, more: 1 })).toEqual([]);
  });

  it.each([
    ['another version', { version: 2 }],
    ['an address as a number', { code: { ...sampleReport.code, address: 1 } }],
    ['an unknown kind of details', { exception: { ...sampleReport.exception, details: { kind: 'other' } } }],
    ['a thread without frames', { threads: [{ ...sampleReport.threads[0], frames: undefined }] }],
  ])('refuses %s', (_what, wrong) => {
    expect(schemaErrors({ ...sampleReport, ...wrong })).not.toEqual([]);
  });
});
