import * as z from 'zod';

/** GET /api/first-steps ; DELETE → 204 : shown no more */
export const firstSteps = z.object({
  isDismissed: z.boolean(),
  steps: z.array(
    z.object({
      id: z.enum(['publish', 'cart', 'phone', 'not-sent', 'test-drive']),
      doneAt: z.string().meta({ format: 'date-time' }).nullable(),
    }),
  ),
  hasNotSent: z
    .boolean()
    .describe('Whether any text was held back yet: before that there is no reason to see'),
  journeyId: z.string().nullable().describe('The journey that the steps are about'),
});
export type FirstSteps = z.infer<typeof firstSteps>;
