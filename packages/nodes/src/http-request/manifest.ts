import * as z from 'zod';
import { defineNode } from '../kernel/define-node.js';

/** Asks a service on the network, and keeps what it answers. */
export const httpRequest = defineNode({
  type: 'http-request',
  version: 1,
  title: 'HTTP request',
  description: 'Asks a service on the network, and keeps what it answers for later steps.',
  group: 'do',
  icon: 'link',
  config: z.object({
    method: z
      .enum(['POST', 'GET', 'PUT', 'PATCH', 'DELETE'])
      .default('POST')
      .meta({
        title: 'Method',
        ui: {
          widget: 'select',
          labels: { POST: 'POST', GET: 'GET', PUT: 'PUT', PATCH: 'PATCH', DELETE: 'DELETE' },
        },
      }),
    url: z.string().min(1).max(2_000).meta({
      title: 'Address',
      description: 'May hold fields: https://crm.example/people/{{ contact.id }}.',
    }),
    connection: z
      .string()
      .max(60)
      .optional()
      .meta({
        title: 'With the keys of',
        description: 'A stored connection: the address is then relative to it, and stays on it.',
        ui: { widget: 'connection' },
      }),
    headers: z
      .array(
        z.object({
          name: z
            .string()
            .min(1)
            .max(100)
            .regex(/^[A-Za-z0-9-]+$/)
            .meta({ title: 'Name' }),
          value: z.string().max(1_000).meta({ title: 'Value' }),
        }),
      )
      .max(20)
      .default([])
      .meta({ title: 'Headers', ui: { widget: 'list', itemTitle: 'Header' } }),
    body: z
      .string()
      .max(20_000)
      .optional()
      .meta({
        title: 'Body',
        description: 'JSON, with fields filled in: {"phone": "{{ contact.phone }}"}.',
        ui: { widget: 'textarea' },
      }),
    keep: z
      .array(
        z.object({
          name: z
            .string()
            .min(1)
            .max(40)
            .regex(/^[a-z][a-z0-9_]*$/)
            .meta({ title: 'Keep as', description: 'Then {{ run.name }} in texts.' }),
          path: z
            .string()
            .max(200)
            .meta({ title: 'Where in the answer', description: 'Such as offer.code; all of it if empty.' }),
        }),
      )
      .max(20)
      .default([])
      .meta({ title: 'Keep of the answer', ui: { widget: 'list', itemTitle: 'Value' } }),
  }),
  ports: {
    answered: { label: 'Answered', tone: 'go' },
    refused: { label: 'Refused', tone: 'stop', optional: true },
  },
  activities: ['ask'],
  liquid: ['url', 'headers', 'body'],
  summary: '{{method}} {{url}}',
});
