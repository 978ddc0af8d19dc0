import assert from 'node:assert/strict';
import { test } from 'node:test';
import { readSchema, reportSchema } from './report-schema.mjs';

test('docs/crash-report.schema.json matches the types of a report', async () => {
  assert.equal(readSchema(), await reportSchema());
});
