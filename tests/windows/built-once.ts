import { rmSync } from 'node:fs';
import { buildPackage } from './built-package';

/** Where programs find the package that was built for this run of tests. */
const variable = 'DBGHELP_BUILT';

/** For jest's `globalSetup`. */
export default function setUp(): void {
  process.env[variable] = buildPackage().folder;
}

/** For jest's `globalTeardown`. */
export function tearDown(): void {
  rmSync(process.env[variable]!, { recursive: true });
}
