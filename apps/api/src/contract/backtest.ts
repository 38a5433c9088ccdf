import * as z from 'zod';

const instant = z.string().meta({ format: 'date-time' });
const count = z.int();

/**
 * POST /api/journeys/:id/backtest {graph?, from?, to?} : what the draft would have done with the events that have
 * happened. With `Accept: application/x-ndjson` the answer is a line of JSON at a time: `{done, total}` as it goes on,
 * and at the end `{result}` or `{problem}`.
 */
export const backtest = z.object({
  from: instant,
  to: instant,
  events: count.describe('Events of that time which matter to the journey.'),
  entered: count.describe('Runs, the unit that the canvas counts in.'),
  people: count,
  notEntered: z
    .array(z.object({ code: z.string(), reason: z.string(), count }))
    .describe('Events that could have let somebody in and did not, and why.'),
  texts: count,
  textedPeople: count,
  parts: count,
  notSent: z.array(z.object({ code: z.string(), reason: z.string(), count })),
  held: z
    .array(z.object({ code: z.string(), reason: z.string(), count }))
    .describe('Texts that had to wait before they were settled, and for what.'),
  ended: z.record(z.string(), count).describe('By outcome.'),
  inside: count,
  goalsReached: count
    .nullable()
    .describe('Runs whose person did reach the goal in time then, without the texts; null without a goal.'),
  nodes: z.record(
    z.string(),
    z.object({ entered: count, waiting: count, left: z.record(z.string(), count), endedHere: count }),
  ),
  days: z.array(z.object({ day: z.string(), texts: count, parts: count, notSent: count })),
  rows: z
    .array(
      z.object({
        at: instant,
        contact: z.object({ id: z.string(), name: z.string(), phone: z.string().nullable() }),
        nodeId: z.string(),
        purpose: z.string(),
        text: z.string().nullable().describe('null for a text that would not have been sent'),
        parts: count,
        code: z.string().nullable(),
        reason: z.string().nullable(),
      }),
    )
    .describe('The first of the texts, sent or not, in the order of time.'),
  rowsLeft: count.describe('How many more there are.'),
  caveats: z.array(z.string()).describe('What a replay cannot know, for this journey.'),
  ranMs: z.number(),
});
export type Backtest = z.infer<typeof backtest>;

/** A line of the answer to somebody who watches it. */
export type BacktestLine =
  { done: number; total: number } | { result: Backtest } | { problem: { code: string; detail: string } };
