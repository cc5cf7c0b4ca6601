import type { Config } from 'jest';
import { readFileSync } from 'node:fs';

interface SwcFile {
  exclude?: string[];
  jsc: { paths?: unknown; baseUrl?: string };
}

/** The build's compiler settings; tests resolve the workspace's own packages through jest instead. */
const { exclude: _exclude, ...swc } = JSON.parse(readFileSync(`${__dirname}/.swcrc`, 'utf8')) as SwcFile;
delete swc.jsc.paths;
delete swc.jsc.baseUrl;

const workspacePackages = {
  '^@perto/(contract|geo|testkit|bot-sdk)$': '<rootDir>/libs/$1/src/index.ts',
  '^@perto/contract/documents$': '<rootDir>/libs/contract/src/documents/index.ts',
  '^@perto/db$': '<rootDir>/db/src/index.ts',
};

type ProjectConfig = Exclude<NonNullable<Config['projects']>[number], string>;

function nodeProject(name: string, testMatch: string[], more: Partial<ProjectConfig> = {}): ProjectConfig {
  return {
    displayName: name,
    rootDir: __dirname,
    testEnvironment: 'node',
    testMatch,
    moduleNameMapper: workspacePackages,
    modulePathIgnorePatterns: ['<rootDir>/dist/', '<rootDir>/.nx/'],
    transform: { '^.+\\.ts$': ['@swc/jest', { ...swc, swcrc: false }] },
    ...more,
  };
}

/** The page: compiled by Angular's own compiler, in a browser-like environment without zones. */
const web = {
  displayName: 'web',
  rootDir: __dirname,
  testEnvironment: 'jsdom',
  testMatch: ['<rootDir>/apps/web/**/*.spec.ts'],
  setupFilesAfterEnv: ['<rootDir>/apps/web/test-setup.ts'],
  moduleFileExtensions: ['ts', 'html', 'js', 'json', 'mjs'],
  moduleNameMapper: workspacePackages,
  modulePathIgnorePatterns: ['<rootDir>/dist/', '<rootDir>/.nx/'],
  transform: {
    '^.+\\.(ts|js|mjs|html|svg)$': [
      'jest-preset-angular',
      { tsconfig: '<rootDir>/apps/web/tsconfig.spec.json', stringifyContentPathRegex: '\\.(html|svg)$' },
    ],
  },
  transformIgnorePatterns: ['node_modules/(?!(.*\\.mjs$|.*\\.svg$))'],
} as ProjectConfig;

/** Projects named `*-int` and `e2e` need the real services that `npm test` starts. */
const config: Config = {
  projects: [
    nodeProject('contract', ['<rootDir>/libs/contract/**/*.spec.ts']),
    nodeProject('geo', ['<rootDir>/libs/geo/**/*.spec.ts']),
    nodeProject('testkit', ['<rootDir>/libs/testkit/**/*.spec.ts']),
    nodeProject('bot-sdk', ['<rootDir>/libs/bot-sdk/**/*.spec.ts']),
    nodeProject('bot', ['<rootDir>/apps/bot/**/*.spec.ts']),
    nodeProject('db', ['<rootDir>/db/**/*.spec.ts']),
    nodeProject('tools', ['<rootDir>/tools/**/*.spec.ts'], {
      // Tools are modules of JavaScript, which jest takes as it takes the rest.
      moduleFileExtensions: ['ts', 'js', 'json', 'mjs'],
      transform: { '^.+\\.(ts|mjs)$': ['@swc/jest', { ...swc, swcrc: false }] },
    }),
    nodeProject('api', ['<rootDir>/apps/api/**/*.spec.ts']),
    nodeProject('api-int', ['<rootDir>/apps/api/**/*.int-spec.ts'], {
      setupFilesAfterEnv: ['<rootDir>/apps/api/src/testing/patience.ts'],
    }),
    web,
    nodeProject('e2e', ['<rootDir>/e2e/**/*.e2e-spec.ts']),
  ],
};

export default config;
