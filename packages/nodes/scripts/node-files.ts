import type { NodeGroup } from '../src/kernel/index.js';

export interface NodeFilesOptions {
  type: string;
  group: NodeGroup;
  hasActivity: boolean;
  /** How the kernel is imported: `own` within this repository's node types, `package` outside. */
  imports: 'own' | 'package';
}

const ICONS: Record<NodeGroup, string> = {
  trigger: 'bolt',
  send: 'message',
  wait: 'clock',
  decide: 'fork',
  do: 'star',
};

/** The files that a new node type begins with, by name: they run, and their test passes. */
export function nodeFiles({ type, group, hasActivity, imports }: NodeFilesOptions): Record<string, string> {
  const name = type.replaceAll(/-(\w)/g, (_, letter: string) => letter.toUpperCase());
  const title = type.charAt(0).toUpperCase() + type.slice(1).replaceAll('-', ' ');
  const [define, effects, host, standIn, testing] =
    imports === 'own'
      ? [
          '../kernel/define-node.js',
          '../kernel/effects.js',
          '../kernel/host.js',
          '../kernel/stand-in.js',
          '../testing/index.js',
        ]
      : [...Array<string>(4).fill('@signalbox/nodes/kernel'), '@signalbox/nodes/testing'];
  const kind = group === 'trigger' ? TRIGGER : group === 'wait' ? WAIT : hasActivity ? ACTIVITY : PLAIN;
  const fill = (text: string) =>
    text
      .replaceAll('$define', define!)
      .replaceAll('$effects', effects!)
      .replaceAll('$host', host!)
      .replaceAll('$standIn', standIn!)
      .replaceAll('$testing', testing!)
      .replaceAll('$name', name)
      .replaceAll('$type', type)
      .replaceAll('$title', title)
      .replaceAll('$group', group)
      .replaceAll('$icon', ICONS[group]);
  const files = {
    'manifest.ts': MANIFEST(kind),
    'README.md': README,
    // How the contract test uses it.
    'sample.json': `${JSON.stringify(kind.sample, null, 2)}\n`,
    ...kind.files,
  };
  return Object.fromEntries(Object.entries(files).map(([file, text]) => [file, fill(text)]));
}

interface Kind {
  /** The fields of the configuration. */
  fields: string;
  /** What stands in the manifest besides. */
  more: string;
  summary: string;
  constants?: string;
  port: string;
  /** A configuration. */
  sample: object;
  files: { [file: string]: string };
}

const MANIFEST = ({ fields, more, summary, port, constants = '' }: Kind) => `import * as z from 'zod';
import { defineNode } from '$define';
${constants}
/** Says in one sentence what it does. */
export const $name = defineNode({
  type: '$type',
  version: 1,
  title: '$title',
  description: 'Says in one sentence what it does.',
  group: '$group',
  icon: '$icon',
  config: z.object({
${fields}
  }),
  ports: { ${port} },
${more}  summary: '${summary}',
});
`;

const README = `Says to a marketer what this step is for, in a paragraph.

**Then**: says when a person leaves this way.

Says the one thing that surprises.
`;

const NOTE_FIELD = `    text: z.string().min(1).max(200).default('Hello').meta({ title: 'Text' }),`;

const PLAIN: Kind = {
  fields: NOTE_FIELD,
  more: '',
  summary: '{{text}}',
  port: `next: { label: 'Then', tone: 'go' }`,
  sample: { text: 'Hello' },
  files: {
    'run.ts': `import type { RunOf } from '$define';
import { note } from '$effects';
import type { $name } from './manifest.js';

export const run: RunOf<typeof $name> = function* ({ config }) {
  yield* note(config.text);
  return 'next';
};
`,
    'run.test.ts': `import { expect, test } from 'vitest';
import { here, play } from '$testing';
import { run } from './run.js';

test('what it says is on the person’s page', () => {
  const { effects, port } = play(run(here({ text: 'Hello' })));
  expect(effects).toEqual([{ kind: 'note', reason: 'Hello' }]);
  expect(port).toBe('next');
});
`,
  },
};

const ACTIVITY: Kind = {
  fields: NOTE_FIELD,
  more: `  activities: ['act'],\n`,
  summary: '{{text}}',
  port: `next: { label: 'Then', tone: 'go' }`,
  sample: { text: 'Hello' },
  files: {
    'run.ts': `import type { RunOf } from '$define';
import { activity, note } from '$effects';
import type { $name } from './manifest.js';

export const run: RunOf<typeof $name> = function* ({ config }) {
  const reason: string = yield* activity('act', { text: config.text });
  yield* note(reason);
  return 'next';
};
`,
    'stand-in.ts': `import type { StandIns } from '$standIn';

/** In the simulator nothing is touched. */
export const standIns: StandIns = {
  act: ({ input }, { render }) => \`Said \${render((input as { text: string }).text)}\`,
};
`,
    'activities.ts': `import type { NodeActivities } from '$host';

export const activities: NodeActivities = {
  /** May be called again after a crash: what it does must be safe to repeat. */
  async act(host, context, input) {
    const { text } = input as { text: string };
    const rendered = await host.render(context, text);
    return rendered.ok ? \`Said \${rendered.text}\` : rendered.reason;
  },
};
`,
    'run.test.ts': `import { expect, test } from 'vitest';
import { context, here, hostWith, play } from '$testing';
import { activities } from './activities.js';
import { run } from './run.js';

test('what the worker did is on the person’s page', () => {
  const { effects, port } = play(run(here({ text: 'Hello' })), { activity: () => 'Said Hello' });
  expect(effects.at(-1)).toEqual({ kind: 'note', reason: 'Said Hello' });
  expect(port).toBe('next');
});

test('fields are filled in on the worker', async () => {
  const host = hostWith({ render: async () => ({ ok: true, text: 'Hello Anna' }) });
  const said = await activities.act!(host, context, { text: 'Hello {{ contact.first_name }}' });
  expect(said).toBe('Said Hello Anna');
});
`,
  },
};

const WAIT: Kind = {
  constants: '\nconst DAY = 86_400_000;\n',
  fields: `    forMs: z
      .int()
      .min(1_000)
      .max(365 * DAY)
      .default(DAY)
      .meta({ title: 'Wait for', ui: { widget: 'duration' } }),`,
  more: '  holds: true,\n',
  summary: '{{forMs | duration}}',
  port: `next: { label: 'Then', tone: 'wait' }`,
  sample: { forMs: 86_400_000 },
  files: {
    'run.ts': `import type { RunOf } from '$define';
import { sleepUntil } from '$effects';
import type { $name } from './manifest.js';

export const run: RunOf<typeof $name> = function* ({ config, enteredAtMs }) {
  yield* sleepUntil(enteredAtMs + config.forMs);
  return 'next';
};
`,
    'run.test.ts': `import { expect, test } from 'vitest';
import { here, play } from '$testing';
import { run } from './run.js';

test('the time counts from when the person came to the step', () => {
  const { effects, port } = play(run(here({ forMs: 500 }, 1_000)));
  expect(effects).toEqual([{ kind: 'sleep-until', atMs: 1_500 }]);
  expect(port).toBe('next');
});
`,
  },
};

const TRIGGER: Kind = {
  constants: '\nconst DAY = 86_400_000;\n',
  fields: `    maxAgeMs: z
      .int()
      .min(60_000)
      .max(30 * DAY)
      .default(DAY)
      .meta({ title: 'Ignore events older than', ui: { widget: 'duration' } }),`,
  more: `  starts: { event: '$title', maxAgeMs: 'maxAgeMs' },\n`,
  summary: '$title',
  port: `next: { label: 'Starts', tone: 'go' }`,
  sample: { maxAgeMs: 86_400_000 },
  files: {
    'run.ts': `import type { RunOf } from '$define';
import type { $name } from './manifest.js';

// eslint-disable-next-line require-yield -- a trigger asks nothing of the world
export const run: RunOf<typeof $name> = function* () {
  return 'next';
};
`,
    'run.test.ts': `import { expect, test } from 'vitest';
import { here, play } from '$testing';
import { run } from './run.js';

test('whoever starts goes on at once', () => {
  expect(play(run(here({ maxAgeMs: 60_000 })))).toEqual({ effects: [], port: 'next' });
});
`,
  },
};
