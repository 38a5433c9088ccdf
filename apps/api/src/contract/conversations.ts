import * as z from 'zod';

/** GET /api/conversations → { conversations, unread } ; POST /api/conversations/read {phone} → 204 */
export const conversation = z.object({
  phone: z.string(),
  contactId: z.string().nullable(),
  name: z.string(),
  text: z.string().describe('What they wrote last.'),
  at: z.string().meta({ format: 'date-time' }),
  isUnread: z.boolean(),
  hasStopped: z.boolean(),
});
export type ConversationSummary = z.infer<typeof conversation>;

export const conversationList = z.object({
  conversations: z.array(conversation),
  unread: z.int(),
});
export type ConversationList = z.infer<typeof conversationList>;
