import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

// The schema of a report's JSON, made from its types. `npm run check -- docs:schema` writes it.

const project = fileURLToPath(new URL('../..', import.meta.url));
const file = path.join(project, 'docs/crash-report.schema.json');

/** The current schema. */
export const readSchema = () => readFileSync(file, 'utf8');

/** The correct schema. */
export async function reportSchema() {
  const { createGenerator } = await import('ts-json-schema-generator');
  const schema = createGenerator({
    path: path.join(project, 'lib/report/report-data.ts'),
    tsconfig: path.join(project, 'tsconfig.json'),
    type: 'CrashReport',
    skipTypeCheck: true,
    topRef: true,
    // Members may be added later, so readers must accept them.
    additionalProperties: true,
  }).createSchema('CrashReport');
  const prettier = await import('prettier');
  return prettier.format(JSON.stringify(schema), { ...(await prettier.resolveConfig(file)), filepath: file });
}

if (process.argv[1] === fileURLToPath(import.meta.url)) writeFileSync(file, await reportSchema());
