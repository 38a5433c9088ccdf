import * as z from 'zod';

/** GET /api/search/texts?words= : the newest texts that say something */
export const foundTexts = z.object({
  texts: z.array(
    z.object({
      id: z.string(),
      body: z.string(),
      at: z.string().meta({ format: 'date-time' }),
      name: z.string(),
      contactId: z.string().nullable(),
      runId: z.string().nullable(),
    }),
  ),
});
export type FoundTexts = z.infer<typeof foundTexts>;
