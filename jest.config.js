/** @type {import('jest').Config} */
module.exports = {
  testEnvironment: 'node',
  roots: ['<rootDir>/test'],
  testMatch: ['**/*.test.ts'],
  // For the slowest of machines: what hangs is ended, what is only slow is not.
  testTimeout: 60_000,
  setupFiles: ['<rootDir>/test/support/seed.ts'],
  transform: {
    '\\.ts$': ['@swc/jest', { jsc: { target: 'es2022', parser: { syntax: 'typescript' } }, module: { type: 'commonjs' } }],
  },
  // Half of the time is spent waiting for Terraform and Suricata: no core is left idle.
  maxWorkers: '100%',
  // The sources import './x.js' as Node resolves it after tsc; the tests run the .ts beside it.
  moduleNameMapper: {
    '^(\\.{1,2}/(?!.*/?node_modules/).*)\\.js$': ['$1.ts', '$1.js'],
    // Examples import the package by its name, as its users do.
    '^vendor-egress$': '<rootDir>/src/index.ts',
    '^vendor-egress/vendors/(.*)$': '<rootDir>/vendors/$1/index.ts',
  },
};
