import { defineConfig } from 'eslint/config';
import jsxA11y from 'eslint-plugin-jsx-a11y';
import reactHooks from 'eslint-plugin-react-hooks';
import tseslint from 'typescript-eslint';

/** What makes a pure function impure: clocks, chance, output. They come in as parameters. */
const AMBIENT_PROPERTIES = [
  { object: 'Date', property: 'now', message: 'Time is a parameter (`now`, `today`).' },
  { object: 'Math', property: 'random', message: 'Chance is a parameter: a seeded `Rng` of core/random.ts.' },
];

const AMBIENT_GLOBALS = [
  { name: 'console', message: 'Return what is to be said.' },
  { name: 'performance', message: 'Time is a parameter (`now`, `today`).' },
  { name: 'crypto', message: 'Chance is a parameter: a seeded `Rng` of core/random.ts.' },
];

const DATE_WITHOUT_ARGUMENTS = {
  selector: 'NewExpression[callee.name="Date"][arguments.length=0]',
  message: 'Time is a parameter (`now`, `today`).',
};

const LOCAL_GETTERS = {
  selector:
    'CallExpression[callee.property.name=/^(get|set)(FullYear|Month|Date|Day|Hours|Minutes|Seconds|TimezoneOffset)$/]',
  message: 'These answer in the zone of the machine; calendar arithmetic lives in core/local-date.ts.',
};

const NAMED_EXPORTS_ONLY = [
  { selector: 'ExportDefaultDeclaration', message: 'Named exports only: one name per thing, everywhere.' },
  { selector: 'ExportAllDeclaration', message: 'No barrels: import from the file that owns the name.' },
  {
    selector: 'ExportNamedDeclaration[source]',
    message: 'No barrels: import from the file that owns the name.',
  },
];

export default defineConfig(
  // AssemblyScript is no TypeScript: its own compiler checks it.
  { ignores: ['dist/', '.cache/', 'public/', 'node_modules/', 'src/{importers,model}/wasm/assembly/'] },
  {
    files: ['**/*.{ts,tsx,mjs,js,cjs}'],
    extends: [tseslint.configs.strictTypeChecked],
    languageOptions: {
      parserOptions: {
        projectService: { allowDefaultProject: ['eslint.config.js', '.dependency-cruiser.cjs'] },
        tsconfigRootDir: import.meta.dirname,
      },
    },
    linterOptions: { reportUnusedDisableDirectives: 'error', reportUnusedInlineConfigs: 'error' },
    rules: {
      // `!= null` says "neither null nor undefined" in one word.
      eqeqeq: ['error', 'always', { null: 'ignore' }],
      '@typescript-eslint/consistent-type-imports': 'error',
      '@typescript-eslint/switch-exhaustiveness-check': [
        'error',
        { considerDefaultExhaustiveForUnions: true },
      ],
      // A short arrow around a call with a void result is how event handlers read best.
      '@typescript-eslint/no-confusing-void-expression': ['error', { ignoreArrowShorthand: true }],
    },
  },
  {
    files: ['src/**/*.{ts,tsx}'],
    rules: {
      'no-restricted-properties': ['error', AMBIENT_PROPERTIES[1]],
      'no-restricted-syntax': ['error', ...NAMED_EXPORTS_ONLY, LOCAL_GETTERS],
    },
  },
  {
    files: ['src/core/**/*.ts'],
    ignores: ['**/*.test.ts'],
    rules: {
      'no-restricted-properties': ['error', ...AMBIENT_PROPERTIES],
      'no-restricted-globals': ['error', ...AMBIENT_GLOBALS],
      'no-restricted-syntax': ['error', ...NAMED_EXPORTS_ONLY, LOCAL_GETTERS, DATE_WITHOUT_ARGUMENTS],
    },
  },
  {
    files: ['src/app/**/*.tsx'],
    extends: [jsxA11y.flatConfigs.strict, reactHooks.configs.flat['recommended-latest']],
  },
  {
    files: ['src/app/**/*.ts'],
    extends: [reactHooks.configs.flat['recommended-latest']],
  },
  {
    // Configuration files: CommonJS and packages without types.
    files: ['**/*.{js,cjs}'],
    extends: [tseslint.configs.disableTypeChecked],
  },
  {
    files: ['**/*.mjs'],
    rules: {
      // In scripts numbers go into sentences for people all the time.
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
    },
  },
);
