import js from '@eslint/js';
import hooks from 'eslint-plugin-react-hooks';
import globals from 'globals';
import ts from 'typescript-eslint';

/** Imports that a folder may not make, each with the reason. */
const forbid = (files, patterns, ignores = []) => ({
  files,
  ignores,
  rules: {
    '@typescript-eslint/no-restricted-imports': [
      'error',
      {
        patterns: patterns.map(([group, message, allowTypeImports = false]) => ({
          ...(group instanceof RegExp ? { regex: group.source } : { group }),
          message,
          allowTypeImports,
        })),
      },
    ],
  },
});

const NODE = ['node:*', 'Workflow code must not touch the machine.'];
const ZOD = ['zod', 'The schema library must not enter the workflow bundle; import types only.', true];
const TEMPORAL = ['@temporalio/*', 'Only engine/temporal and the programs may know Temporal.'];
const DATA = ['@signalbox/store', '@signalbox/sms', '@signalbox/sms/*'];

/** What would reach past the keyboard, or past the mouse. */
const HANDS_FREE =
  'blur|check|clear|dispatchEvent|dragAndDrop|evaluate|evaluateAll|evaluateHandle|fill|focus|pressSequentially|scrollIntoViewIfNeeded|selectOption|selectText|setChecked|setInputFiles|tap|touchscreen|uncheck';
const MOUSE = 'click|dblclick|dragTo|hover|mouse|drop';

/** Names that must not be called, however they are got at. */
const without = (names, message) =>
  [
    `MemberExpression[property.name=/^(${names})$/]`,
    `MemberExpression[computed=true] > Literal[value=/^(${names})$/]`,
    `ObjectPattern > Property[key.name=/^(${names})$/]`,
  ].map((selector) => ({ selector, message }));

export default ts.config(
  {
    ignores: [
      '**/node_modules',
      '**/dist',
      '.data',
      'coverage',
      'test-results',
      'playwright-report',
      'packages/nodes/src/generated',
    ],
  },
  js.configs.recommended,
  ...ts.configs.recommended,
  {
    files: ['**/*.{ts,tsx}'],
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    rules: {
      '@typescript-eslint/no-floating-promises': 'error',
      '@typescript-eslint/no-misused-promises': [
        'error',
        { checksVoidReturn: { attributes: false, arguments: false } },
      ],
      '@typescript-eslint/await-thenable': 'error',
      '@typescript-eslint/consistent-type-imports': ['error', { fixStyle: 'inline-type-imports' }],
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_' }],
      '@typescript-eslint/no-non-null-assertion': 'off',
      eqeqeq: 'error',
      'no-control-regex': 'off',
    },
  },
  { files: ['**/*.{js,mjs}'], languageOptions: { globals: globals.node } },
  {
    files: ['apps/editor/**/*.{ts,tsx}'],
    languageOptions: { globals: globals.browser },
    plugins: { 'react-hooks': hooks },
    rules: { 'react-hooks/rules-of-hooks': 'error', 'react-hooks/exhaustive-deps': 'error' },
  },

  {
    files: ['e2e/tests/keyboard.spec.ts', 'e2e/src/by-keys.ts'],
    rules: {
      'no-restricted-syntax': [
        'error',
        ...without(`${HANDS_FREE}|${MOUSE}`, 'Whoever has only a keyboard presses keys: page.keyboard.'),
        {
          selector:
            "MemberExpression[property.name='press'][object.property.name!='keyboard'][object.name!='keys']",
          message: 'This gives the focus first: page.keyboard.press.',
        },
      ],
    },
  },
  {
    files: ['e2e/tests/mouse.spec.ts', 'e2e/src/by-mouse.ts'],
    rules: {
      'no-restricted-syntax': [
        'error',
        ...without(
          `${HANDS_FREE}|press`,
          'Whoever has only a mouse points and presses; text may be typed where it was pressed.',
        ),
      ],
    },
  },

  // nodes/kernel <- nodes <- engine/{graph,conditions,interpret,segments,simulate} <- engine/temporal <- worker
  forbid(
    ['packages/nodes/src/kernel/**'],
    [
      [['../!(kernel)/**', '@signalbox/*'], 'The kernel depends on nothing.'],
      [[ZOD[0]], ZOD[1], true],
      [[NODE[0]], NODE[1]],
    ],
  ),
  {
    files: ['packages/nodes/src/*/run.ts', 'examples/custom-nodes/nodes/*/run{,.v*}.ts'],
    rules: {
      'no-restricted-globals': [
        'error',
        ...['Date', 'setTimeout', 'setInterval', 'fetch', 'process', 'console', 'crypto'].map((name) => ({
          name,
          message: 'A step asks for the world by effects: nowMs, sleepUntil, activity, pick.',
        })),
      ],
      'no-restricted-properties': [
        'error',
        { object: 'Math', property: 'random', message: 'Use the effect `pick`.' },
      ],
    },
  },
  forbid(
    ['packages/nodes/src/*/run.ts'],
    [
      [['zod', '../rule-schema.js'], ZOD[1], true],
      [[NODE[0]], NODE[1]],
      [['@signalbox/*'], 'A step imports the kernel and its own manifest.'],
      [['./manifest.js'], 'Import the manifest as a type only.', true],
    ],
  ),
  forbid(
    ['packages/nodes/src/**'],
    [[['@signalbox/*', TEMPORAL[0]], 'Nodes depend on nothing but their kernel.']],
    ['packages/nodes/src/kernel/**', 'packages/nodes/src/*/run.ts', '**/*.test.ts'],
  ),
  forbid(
    ['packages/engine/src/{graph,conditions,interpret,segments,simulate}/**'],
    [
      [[NODE[0]], NODE[1]],
      [['zod'], ZOD[1]],
      [[TEMPORAL[0], '../temporal/**'], TEMPORAL[1]],
      [
        [
          '@signalbox/nodes/manifests',
          '@signalbox/nodes/catalogue',
          '@signalbox/nodes/activities',
          ...DATA,
          'pg',
        ],
        'This code is pure: it also runs in the browser and in workflows.',
      ],
    ],
    ['**/*.test.ts'],
  ),
  forbid(
    ['packages/engine/src/temporal/{workflows,perform,signals}.ts'],
    [
      [[NODE[0]], NODE[1]],
      [
        ['zod', 'pg', ...DATA, '@temporalio/client', '@temporalio/worker'],
        'This file enters the workflow bundle.',
        true,
      ],
    ],
  ),
  forbid(
    ['packages/{store,sms,carrier}/src/**'],
    [
      [
        [TEMPORAL[0], '@signalbox/engine/temporal', '@signalbox/api', '@signalbox/worker'],
        'Data and texts know nothing of who drives them.',
      ],
    ],
    ['**/*.test.ts'],
  ),
  forbid(
    ['packages/templates/src/**'],
    [
      [
        [NODE[0], TEMPORAL[0], '@signalbox/nodes', '@signalbox/nodes/*', ...DATA],
        'Templates are pure: answers in, graphs out.',
      ],
      [['@signalbox/engine/!(graph|segments)'], 'Templates know graphs and rules of segments only.'],
    ],
    ['**/*.test.ts', '**/testing.ts'],
  ),
  forbid(
    ['apps/api/src/**'],
    [
      [
        [
          '@signalbox/engine/temporal',
          '@signalbox/engine/temporal/*',
          '@temporalio/worker',
          '@temporalio/workflow',
          'pg',
          'kysely',
        ],
        'The API talks to Temporal through the outbox, and to Postgres through the store.',
      ],
    ],
    ['**/*.test.ts', 'apps/api/src/testing.ts'],
  ),
  forbid(
    ['apps/worker/src/**'],
    [[['pg', 'kysely', '@signalbox/api', '@signalbox/api/*'], 'SQL lives in packages/store.']],
    ['**/*.test.ts'],
  ),
  forbid(
    ['apps/cli/src/**'],
    [
      [
        ['@signalbox/engine/!(graph)', '@signalbox/nodes', '@signalbox/nodes/*', ...DATA],
        'The command takes what is pure, and asks the API for the rest.',
      ],
      [['@signalbox/api', '@signalbox/api/*'], 'Types of the contract only.', true],
    ],
    ['**/*.test.ts'],
  ),
  forbid(
    ['apps/editor/src/**'],
    [
      [
        ['@signalbox/engine/!(graph|segments)', '@signalbox/store', '@signalbox/nodes/!(kernel)'],
        'The editor imports pure subpaths only.',
      ],
      [/^@signalbox\/sms(?!\/(parts|answers)$)/, 'The editor imports pure subpaths only.'],
      [['@signalbox/api', '@signalbox/api/*'], 'Types of the contract only.', true],
      [['@xyflow/react'], 'Only canvas/ knows React Flow.'],
    ],
    ['apps/editor/src/canvas/**', '**/*.test.{ts,tsx}'],
  ),
);
