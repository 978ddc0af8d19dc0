import { bundlePackage } from './package.mjs';

// Bundles the package into one file, and prints the file's path.
process.stdout.write(JSON.stringify(bundlePackage()));
