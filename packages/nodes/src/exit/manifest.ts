import * as z from 'zod';
import { defineNode } from '../kernel/define-node.js';

/** Ends the run here, with an outcome that is counted. */
export const exit = defineNode({
  type: 'exit',
  version: 1,
  title: 'End',
  description: 'Ends the journey for the person, and says how it went.',
  group: 'do',
  icon: 'door',
  config: z.object({
    outcome: z.string().min(1).max(60).default('completed').meta({ title: 'Outcome' }),
  }),
  ports: {},
  ends: true,
  summary: 'Ends as {{outcome}}',
});
