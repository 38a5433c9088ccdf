import * as z from 'zod';

/**
 * How well the development carrier works; 404 `no-development-carrier` with a real one.
 * GET /api/phone/day → CarrierDay ; PUT /api/phone/day {name} → CarrierDay
 */
export const carrierDay = z.object({
  name: z
    .enum(['fair', 'slow', 'down', 'worst'])
    .describe('worst: answers are late or lost, callbacks missing or doubled, numbers can’t be reached'),
});

export type CarrierDay = z.infer<typeof carrierDay>;
