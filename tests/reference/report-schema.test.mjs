import assert from 'node:assert/strict';
import { test } from 'node:test';
import { readSchema, reportSchema } from './report-schema.mjs';

test('docs/crash-report.schema.json is what the types of a report say', async () => {
  assert.equal(readSchema(), await reportSchema());
});
