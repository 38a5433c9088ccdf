import type { RunFilter } from '@signalbox/store';
import * as z from 'zod';

/** Which entries of a journey are meant: those in the list, and those an action on the list is for. */
export const runListFilter = z.object({
  status: z.enum(['starting', 'waiting', 'parked', 'held', 'stuck', 'ended']).optional(),
  node: z.string().optional().describe('Those who came to this step, wherever they are now.'),
  port: z
    .string()
    .optional()
    .describe(
      'Those who left the step by this way; `waiting` for those who are there, `ended` for those whose journey ended there.',
    ),
  version: z.coerce.number().int().min(1).optional(),
  from: z.iso.datetime({ offset: true }).optional().describe('Those who entered at or after this instant.'),
  to: z.iso.datetime({ offset: true }).optional().describe('Those who entered before this instant.'),
  goal: z.literal('reached').optional().describe('Those who reached the goal of the journey.'),
});
export type RunListFilter = z.output<typeof runListFilter>;

export const listedBy = ({ node, from, to, goal, ...filter }: RunListFilter): RunFilter => ({
  ...filter,
  nodeId: node,
  since: from === undefined ? undefined : new Date(from),
  until: to === undefined ? undefined : new Date(to),
  reachedGoal: goal === 'reached',
});
