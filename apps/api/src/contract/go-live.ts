import * as z from 'zod';

const instant = z.string().meta({ format: 'date-time' });

/** GET /api/go-live : each line is green only by something that was seen to happen */
export const goLive = z.object({
  lines: z.array(
    z.object({
      id: z.enum(['address', 'shop', 'sender', 'hours', 'people', 'own-phone']),
      isDone: z.boolean(),
      seenAt: instant.nullable().describe('When it was seen; null for what is read from the settings'),
      says: z.string().describe('What was seen, or what to do next'),
    }),
  ),
  topics: z.array(z.object({ integration: z.string(), topic: z.string(), at: instant })),
});
export type GoLive = z.infer<typeof goLive>;
