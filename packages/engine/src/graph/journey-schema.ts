import { operatorWords } from '../conditions/describe.js';
import type { JsonSchema } from './catalogue.js';
import type { JourneySettings } from './journey-graph.js';

export const PURPOSES: NonNullable<JourneySettings['purpose']>[] = [
  ...(['marketing', 'transactional', 'cart-reminder', 'back-in-stock', 'opt-in-confirmation'] as const),
];
export const PRIORITIES: NonNullable<JourneySettings['priority']>[] = ['low', 'normal', 'high'];

const rule: JsonSchema = {
  type: 'object',
  required: ['source', 'path', 'op'],
  properties: {
    source: { enum: ['contact', 'event', 'run', 'segment', 'product'] },
    path: { type: 'string', minLength: 1 },
    op: { enum: Object.keys(operatorWords) },
    value: {},
  },
};

const groupOf = (item: JsonSchema): JsonSchema => ({
  type: 'object',
  required: ['rules'],
  properties: { match: { enum: ['all', 'any', 'none'] }, rules: { type: 'array', items: item } },
});

/** The JSON Schema of a `RuleGroup`: rules, and groups of rules. */
export const ruleGroupSchema: JsonSchema = groupOf({ anyOf: [rule, groupOf(rule)] });

/** The JSON Schema of a journey graph, served at `/schemas/journey.json`. Unknown fields are allowed everywhere. */
export const journeyJsonSchema: JsonSchema = {
  $schema: 'https://json-schema.org/draft/2020-12/schema',
  title: 'Signalbox journey graph',
  description: 'What the canvas saves: the nodes and edges of React Flow, and the settings of the journey.',
  type: 'object',
  required: ['schemaVersion', 'nodes', 'edges'],
  properties: {
    schemaVersion: { const: 1 },
    nodes: {
      type: 'array',
      maxItems: 1000,
      items: {
        type: 'object',
        required: ['id', 'type', 'position', 'data'],
        properties: {
          id: { type: 'string', minLength: 1 },
          type: { type: 'string', minLength: 1, description: 'A node type: send-sms' },
          position: {
            type: 'object',
            required: ['x', 'y'],
            properties: { x: { type: 'number' }, y: { type: 'number' } },
          },
          data: {
            type: 'object',
            required: ['version', 'config'],
            properties: {
              version: { type: 'integer', minimum: 1 },
              name: { type: 'string' },
              config: { type: 'object', description: 'Checked against the schema of the node type' },
            },
          },
        },
      },
    },
    edges: {
      type: 'array',
      maxItems: 5000,
      items: {
        type: 'object',
        required: ['id', 'source', 'sourceHandle', 'target'],
        properties: {
          id: { type: 'string', minLength: 1 },
          source: { type: 'string' },
          sourceHandle: { type: 'string', description: 'The port the edge leaves by' },
          target: { type: 'string' },
        },
      },
    },
    notes: {
      type: 'array',
      description: 'What people write beside the steps, for each other',
      items: {
        type: 'object',
        required: ['id', 'position', 'text'],
        properties: {
          id: { type: 'string', minLength: 1 },
          position: {
            type: 'object',
            required: ['x', 'y'],
            properties: { x: { type: 'number' }, y: { type: 'number' } },
          },
          text: { type: 'string' },
          staysPut: {
            type: 'boolean',
            description: 'It stays when the step that it stands beside is moved',
          },
        },
      },
    },
    settings: {
      type: 'object',
      properties: {
        correlation: {
          type: 'object',
          required: ['by'],
          properties: { by: { enum: ['contact', 'purchase', 'property'] }, path: { type: 'string' } },
        },
        reentry: {
          type: 'object',
          required: ['kind'],
          properties: {
            kind: { enum: ['once', 'after-exit', 'after-days', 'always', 'restart'] },
            days: { type: 'number', exclusiveMinimum: 0 },
          },
        },
        entryFilter: ruleGroupSchema,
        goal: {
          type: 'object',
          required: ['event', 'withinDays', 'endsRun'],
          properties: {
            event: { type: 'string' },
            where: ruleGroupSchema,
            withinDays: { type: 'number', exclusiveMinimum: 0 },
            since: { enum: ['first-text'] },
            endsRun: { type: 'boolean' },
          },
        },
        purpose: { enum: PURPOSES },
        priority: { enum: PRIORITIES },
        startsAt: { type: 'string', format: 'date-time' },
        endsAt: { type: 'string', format: 'date-time' },
        exits: {
          type: 'array',
          items: {
            type: 'object',
            required: ['id', 'event', 'outcome'],
            properties: {
              id: { type: 'string' },
              event: { type: 'string' },
              where: ruleGroupSchema,
              of: { enum: ['person'] },
              outcome: { type: 'string' },
            },
          },
        },
      },
    },
  },
};

/** The JSON Schema of a journey as a file: its name and its graph. Served at `/schemas/journey-file.json`. */
export const journeyFileJsonSchema: JsonSchema = {
  $schema: 'https://json-schema.org/draft/2020-12/schema',
  title: 'Signalbox journey file',
  description: 'A journey as `signalbox pull` writes it and `POST /api/journeys` takes it.',
  type: 'object',
  required: ['name', 'graph'],
  properties: {
    $schema: { type: 'string' },
    id: {
      type: 'string',
      format: 'uuid',
      description: 'The same journey in every workspace; without it the name decides',
    },
    name: { type: 'string', minLength: 1, maxLength: 120 },
    graph: journeyJsonSchema,
  },
};
