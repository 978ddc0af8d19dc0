import { readFileSync } from 'node:fs';
import path from 'node:path';

interface Validator {
  (data: unknown): boolean;
  readonly errors?: readonly unknown[] | null;
}

const { Ajv } = jest.requireActual<{
  Ajv: new (options: { readonly allErrors: boolean }) => { compile(schema: unknown): Validator };
}>('ajv');

const schema: unknown = JSON.parse(
  readFileSync(path.join(__dirname, '../../../docs/crash-report.schema.json'), 'utf8'),
);
const validate = new Ajv({ allErrors: true }).compile(schema);

/** The errors of ajv for the JSON of a report. */
export function schemaErrors(report: unknown): readonly unknown[] {
  return validate(JSON.parse(JSON.stringify(report))) ? [] : validate.errors!;
}
