import { builtinRules } from 'eslint/use-at-your-own-risk';
import reactHooks from 'eslint-plugin-react-hooks';
import globals from 'globals';
import tseslint from 'typescript-eslint';
import { roomImports } from './tools/eslint/room-imports.mjs';
import { themeColours } from './tools/eslint/theme-colours.mjs';

/** What ESLint itself recommends (its own package of this list is not among our dependencies). */
const recommended = Object.fromEntries(
  [...builtinRules].filter(([, rule]) => rule.meta?.docs?.recommended).map(([name]) => [name, 'error']),
);
const house = { rules: { 'room-imports': roomImports, 'theme-colours': themeColours } };

export default tseslint.config(
  { ignores: ['dist/', 'node_modules/', '.nx/', '.cache/', '.data/', 'test-results/', 'playwright-report/'] },
  {
    linterOptions: { reportUnusedDisableDirectives: 'error' },
    plugins: { house },
    rules: { ...recommended, eqeqeq: 'error', 'no-console': 'error' },
  },
  {
    files: ['**/*.{ts,tsx}'],
    extends: [tseslint.configs.recommendedTypeChecked],
    languageOptions: {
      parserOptions: {
        // One program for everything is several times faster than one for each room.
        project: './tools/eslint/tsconfig.json',
        tsconfigRootDir: import.meta.dirname,
        // A class that Nest injects must stay a value import: the rule below then leaves it alone.
        emitDecoratorMetadata: true,
        experimentalDecorators: true,
      },
    },
    rules: {
      'house/room-imports': 'error',
      '@typescript-eslint/consistent-type-imports': ['error', { fixStyle: 'inline-type-imports' }],
      '@typescript-eslint/no-explicit-any': 'error',
      // An interface may want a promise of what is at hand.
      '@typescript-eslint/require-await': 'off',
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_' }],
    },
  },
  {
    // The body of an answer has no type until it was asserted, and asserting it is what a spec does.
    files: ['**/*.spec.{ts,tsx}', '**/testing/**', 'e2e/**'],
    rules: Object.fromEntries(
      ['argument', 'assignment', 'call', 'member-access', 'return'].map(what => [
        `@typescript-eslint/no-unsafe-${what}`,
        'off',
      ]),
    ),
  },
  {
    files: ['libs/web/**/*.{ts,tsx}', 'apps/web/**/*.{ts,tsx}'],
    extends: [reactHooks.configs.flat.recommended],
    languageOptions: { globals: globals.browser },
  },
  {
    files: ['libs/web/**/*.{ts,tsx}', 'apps/web/**/*.{ts,tsx}'],
    ignores: ['libs/web/ui/theme/**', 'libs/web/ui/theme*.ts', '**/*.spec.{ts,tsx}'],
    rules: { 'house/theme-colours': 'error' },
  },
  {
    files: ['tools/**', '*.mjs', '**/*.cjs'],
    languageOptions: { globals: { ...globals.node, ...globals.nodeBuiltin } },
  },
  { files: ['**/*.cjs'], languageOptions: { sourceType: 'commonjs' } },
  { files: ['tools/**', 'apps/**'], rules: { 'no-console': 'off' } },
);
