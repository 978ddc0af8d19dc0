/**
 * Makes decorated C++ names readable.
 *
 *   ts-node undecorate.ts [NAME ...]
 */
import { undecorate, UNDNAME } from '../lib';

const examples = ['?scale@scene@@YAHHH@Z', '?draw@Scene@render@@QEAAXH@Z', '?count@Scene@render@@2HA', 'main'];

async function main(names: readonly string[]): Promise<void> {
  for (const name of names.length > 0 ? names : examples) {
    console.log(name);
    console.log(`  declaration  ${await undecorate(name, UNDNAME.NO_MS_KEYWORDS)}`);
    const parts = UNDNAME.NO_MS_KEYWORDS | UNDNAME.NO_ACCESS_SPECIFIERS | UNDNAME.NO_FUNCTION_RETURNS;
    console.log(`  shorter      ${await undecorate(name, parts)}`);
    console.log(`  name         ${await undecorate(name, UNDNAME.NAME_ONLY)}`);
  }
}

main(process.argv.slice(2)).catch((error: unknown) => {
  console.error(error);
  process.exitCode = 1;
});
