import * as z from 'zod';
import { role } from './team.js';

const instant = z.string().meta({ format: 'date-time' });
const kind = z
  .enum(['api', 'write'])
  .describe('api: calls the API, as its role may; write: only sends events in');

/** GET /api/keys → { keys } ; POST {kind, role?, name} → 201 ; DELETE /api/keys/:id → 204 */
export const keyInfo = z.object({
  id: z.string(),
  kind,
  role: role.nullable().describe('null: of a key that only sends events in'),
  name: z.string(),
  hint: z.string().describe('The last letters of the key'),
  createdAt: instant,
  lastUsedAt: instant.nullable(),
});
export type KeyInfo = z.infer<typeof keyInfo>;

export const newKey = z.object({
  kind,
  role: role.default('admin').describe('What a key of the API may do, as somebody of that role may'),
  name: z.string().trim().min(1).max(60),
});

/** The only time that a key is told. */
export const madeKey = z.object({ key: z.string() });
export type MadeKey = z.infer<typeof madeKey>;
