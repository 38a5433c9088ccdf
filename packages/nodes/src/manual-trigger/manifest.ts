import * as z from 'zod';
import { defineNode } from '../kernel/define-node.js';

/** Starts a run when it is asked for by name: by the API, by hand, or by another journey. */
export const manualTrigger = defineNode({
  type: 'manual-trigger',
  version: 1,
  title: 'Started by hand or API',
  description: 'Starts the journey for people that you, another journey or your own system choose.',
  group: 'trigger',
  icon: 'play',
  config: z.object({}),
  ports: { next: { label: 'Starts', tone: 'go' } },
  starts: { event: 'Journey Started', direct: true },
  summary: 'When somebody is added',
});
