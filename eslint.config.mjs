import js from '@eslint/js';
import angular from 'angular-eslint';
import tseslint from 'typescript-eslint';
import { projectBoundaries } from './tools/lint/project-boundaries.mjs';
import { restrictedImports } from './tools/lint/restricted-imports.mjs';
import { testFiles } from './tools/lint/layers.mjs';

/** Every global name that Node itself has, so that no list needs keeping. */
const nodeGlobals = Object.fromEntries(
  Object.getOwnPropertyNames(globalThis).map((name) => [name, 'readonly']),
);

const unusedNames = [
  'error',
  { argsIgnorePattern: '^_', varsIgnorePattern: '^_', caughtErrorsIgnorePattern: '^_' },
];

export default tseslint.config(
  { ignores: ['**/node_modules', '**/dist', '**/.nx', '**/.angular', '**/data', '**/tmp', '**/coverage'] },
  { linterOptions: { reportUnusedDisableDirectives: 'error' } },
  {
    name: 'tools in JavaScript',
    files: ['**/*.mjs', '**/*.cjs', '**/*.js'],
    extends: [js.configs.recommended],
    languageOptions: { globals: nodeGlobals },
    rules: { eqeqeq: 'error', 'no-unused-vars': unusedNames },
  },
  {
    name: 'scripts that the page loads as they are',
    files: ['apps/web/public/**/*.js'],
    languageOptions: { globals: { document: 'readonly', localStorage: 'readonly' } },
  },
  {
    name: 'TypeScript',
    files: ['**/*.ts'],
    extends: [js.configs.recommended, tseslint.configs.recommendedTypeChecked],
    languageOptions: {
      parserOptions: {
        projectService: { allowDefaultProject: ['jest.config.ts'], defaultProject: 'tools/tsconfig.json' },
        tsconfigRootDir: import.meta.dirname,
      },
    },
    rules: {
      eqeqeq: 'error',
      '@typescript-eslint/no-unused-vars': unusedNames,
      '@typescript-eslint/switch-exhaustiveness-check': [
        'error',
        { considerDefaultExhaustiveForUnions: true },
      ],
      // An adapter in memory answers promises without awaiting anything, because its port says so.
      '@typescript-eslint/require-await': 'off',
    },
  },
  {
    name: 'tests',
    files: testFiles,
    // expect(fake.method) does not call the method.
    rules: { '@typescript-eslint/unbound-method': 'off' },
  },
  {
    name: 'the page: classes',
    files: ['apps/web/**/*.ts'],
    extends: [angular.configs.tsRecommended],
    processor: angular.processInlineTemplates,
    rules: { '@angular-eslint/prefer-on-push-component-change-detection': 'error' },
  },
  {
    name: 'the page: templates',
    files: ['apps/web/**/*.html'],
    extends: [angular.configs.templateRecommended, angular.configs.templateAccessibility],
    rules: {
      '@angular-eslint/template/prefer-control-flow': 'error',
      // Both take events of the controls in them and are not controls themselves.
      '@angular-eslint/template/interactive-supports-focus': ['error', { allowList: ['form', 'fieldset'] }],
    },
  },
  ...projectBoundaries,
  ...restrictedImports,
);
