import { bundlePackage } from './package.mjs';

// Makes the package one file, and prints where it is.
process.stdout.write(JSON.stringify(bundlePackage()));
