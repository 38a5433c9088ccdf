import * as z from 'zod';

const instant = z.string().meta({ format: 'date-time' });
const kind = z.enum(['api', 'write']).describe('api: everything; write: only events in');

/** GET /api/keys → { keys } ; POST {kind, name} → 201 ; DELETE /api/keys/:id → 204 */
export const keyInfo = z.object({
  id: z.string(),
  kind,
  name: z.string(),
  hint: z.string().describe('The last letters of the key'),
  createdAt: instant,
  lastUsedAt: instant.nullable(),
});
export type KeyInfo = z.infer<typeof keyInfo>;

export const newKey = z.object({ kind, name: z.string().trim().min(1).max(60) });

/** The only time that a key is told. */
export const madeKey = z.object({ key: z.string() });
export type MadeKey = z.infer<typeof madeKey>;
