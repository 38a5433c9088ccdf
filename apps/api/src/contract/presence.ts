import * as z from 'zod';

/** POST /api/journeys/:id/presence {tab, nodeId?, gone?} → 204. Whoever else has the journey open hears of it by `/api/live`. */
export const presenceBody = z.object({
  tab: z.string().min(1).max(60).describe('Names this window; made anew each time a journey is opened.'),
  nodeId: z.string().max(200).nullable().default(null).describe('The step that is being edited.'),
  gone: z.boolean().default(false),
});

export interface Presence {
  kind: 'presence';
  journeyId: string;
  tab: string;
  name: string;
  nodeId: string | null;
  gone: boolean;
}
