import eslint from '@eslint/js';
import tseslint from 'typescript-eslint';

export default tseslint.config(
  { ignores: ['dist/', 'tests/fixtures/bin/', 'docs/api/'] },
  eslint.configs.recommended,
  {
    files: ['**/*.ts'],
    extends: [tseslint.configs.strictTypeChecked, tseslint.configs.stylisticTypeChecked],
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    rules: {
      '@typescript-eslint/consistent-type-imports': 'error',
      // Indexing gives `T | undefined`; where the bounds were just checked, `!` says so.
      '@typescript-eslint/no-non-null-assertion': 'off',
      // `for (;;)` with an inner return is how an answer is asked for again with more room.
      '@typescript-eslint/no-unnecessary-condition': ['error', { allowConstantLoopConditions: true }],
    },
  },
  {
    // A callback's result may be left out.
    files: ['types/callbacks.ts', 'types/callback-vocabulary.ts', 'types/vocabulary.ts'],
    rules: { '@typescript-eslint/no-invalid-void-type': 'off' },
  },
  {
    // A structure's type is an interface that has a name and what its table says.
    files: ['types/structures/*.ts'],
    rules: { '@typescript-eslint/no-empty-object-type': ['error', { allowInterfaces: 'with-single-extends' }] },
  },
  {
    files: ['lib/**/*.ts'],
    ignores: ['lib/base/late-modules.ts'],
    rules: {
      '@typescript-eslint/no-restricted-imports': [
        'error',
        {
          paths: ['child_process', 'crypto', 'http', 'https', 'net', 'tls', 'worker_threads', 'zlib'].map((name) => ({
            name: `node:${name}`,
            allowTypeImports: true,
            message: 'It takes long to load: see lib/base/late-modules.ts.',
          })),
        },
      ],
    },
  },
  {
    files: ['**/*.mjs', '**/*.cjs', '**/*.js'],
    languageOptions: {
      globals: Object.fromEntries(
        [
          '__dirname',
          'AbortController',
          'Buffer',
          'URL',
          'clearInterval',
          'clearTimeout',
          'console',
          'module',
          'performance',
          'process',
          'setImmediate',
          'setInterval',
          'setTimeout',
        ].map((name) => [name, 'readonly']),
      ),
    },
  },
);
