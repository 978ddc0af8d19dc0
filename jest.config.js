/** `host` tests run anywhere; `windows` tests call the real DLL, on Windows or on Wine. */
const shared = {
  testEnvironment: 'node',
  // The usual order asks four times for a file that is not there, which is slow on Wine.
  moduleFileExtensions: ['ts', 'js', 'cjs', 'mjs', 'json', 'node'],
  transform: { '\\.ts$': ['ts-jest', { tsconfig: 'tsconfig.test.json' }] },
};

/** @type {import('jest').Config} */
module.exports = {
  projects: [
    { ...shared, displayName: 'host', testMatch: ['<rootDir>/tests/{unit,abi,types}/**/*.test.ts'] },
    {
      ...shared,
      displayName: 'windows',
      runtime: '<rootDir>/tests/runner/jest-runtime.cjs',
      testMatch: ['<rootDir>/tests/windows/**/*.test.ts'],
      globalSetup: '<rootDir>/tests/windows/built-once.ts',
      globalTeardown: '<rootDir>/tests/windows/built-once-end.ts',
    },
  ],
  // For what hangs alone: a machine that is busy with other work takes a multiple of the usual time.
  testTimeout: 240_000,
};
