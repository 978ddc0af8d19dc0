import { rmSync } from 'node:fs';
import { buildPackage } from './built-package';
import { askCapabilities } from './capabilities';

/** The environment variable with the folder of the package built for this run of tests. */
const variable = 'DBGHELP_BUILT';

/** For jest's `globalSetup`. */
export default function setUp(): void {
  process.env[variable] = buildPackage(process.env['DBGHELP_BUILT_BEFORE']).folder;
  askCapabilities();
}

/** For jest's `globalTeardown`. */
export function tearDown(): void {
  rmSync(process.env[variable]!, { recursive: true });
}
