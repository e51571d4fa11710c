const { existsSync } = require('node:fs');
const path = require('node:path');
const root = path.resolve(__dirname, '../..');

const transform = {
  '^.+\\.(ts|tsx|mts)$': [
    '@swc/jest',
    {
      sourceMaps: 'inline',
      module: { type: 'commonjs' },
      jsc: {
        target: 'es2023',
        keepClassNames: true,
        parser: { syntax: 'typescript', tsx: true, decorators: true },
        transform: { legacyDecorator: true, decoratorMetadata: true, react: { runtime: 'automatic' } },
      },
    },
  ],
};

/**
 * One Jest project: where its specs lie and what they run on.
 * @param {string} name @param {string[]} folders @param {import('jest').Config} [more]
 */
const project = (name, folders, more = {}) => ({
  displayName: name,
  rootDir: root,
  roots: folders.map(folder => path.join(root, folder)).filter(folder => existsSync(folder)),
  testMatch: ['**/*.spec.ts', '**/*.spec.tsx'],
  testEnvironment: 'node',
  transform,
  moduleNameMapper: { '^@sms111/(.*)$': '<rootDir>/libs/$1/index.ts' },
  ...more,
});

module.exports = {
  rootDir: root,
  projects: [
    project('pure', [
      'libs/domain',
      'libs/contracts',
      'libs/phrases',
      'libs/smpp',
      'apps/carrier-simulator',
      'tools',
    ]),
    project('api', ['libs/api', 'apps/api', 'apps/worker'], {
      globalSetup: '<rootDir>/tools/jest/start-servers.mjs',
      globalTeardown: '<rootDir>/tools/jest/stop-servers.mjs',
    }),
    project('web', ['libs/web', 'apps/web'], {
      testEnvironment: '<rootDir>/tools/jest/jsdom-environment.cjs',
    }),
  ],
};
