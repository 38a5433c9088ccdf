import * as z from 'zod';
import { defineNode } from '../kernel/define-node.js';

const DAY = 86_400_000;

/** Holds a person until the product variant of the entry event can be bought again. */
export const waitForStock = defineNode({
  type: 'wait-for-stock',
  version: 2,
  title: 'Wait for stock',
  description: 'Holds a person until the product they asked about is back in stock.',
  group: 'wait',
  icon: 'box',
  config: z.object({
    timeoutMs: z
      .int()
      .min(60_000)
      .max(365 * DAY)
      .default(90 * DAY)
      .meta({ title: 'Wait at most', ui: { widget: 'duration' } }),
  }),
  ports: {
    'back-in-stock': { label: 'Back in stock', tone: 'go' },
    timeout: { label: 'Still sold out', tone: 'wait' },
  },
  fixedWaits: {
    restock: { event: 'Product Back In Stock', about: { path: 'variant_id', key: 'variant' } },
  },
  holds: true,
  atOnce: [{ ports: ['back-in-stock'] }],
  summary: 'At most {{timeoutMs | duration}}',
});
