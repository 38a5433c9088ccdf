import * as z from 'zod';

const instant = z.string().meta({ format: 'date-time' });
export const role = z
  .enum(['viewer', 'editor', 'admin'])
  .describe(
    'viewer: sees all, changes nothing; editor: works on journeys and people; admin: settings, keys and the team as well',
  );
export type Role = z.infer<typeof role>;

const name = z.string().trim().min(1).max(60);

/** GET /api/team → { members } ; who works in this Signalbox, or is invited to. */
export const teamMember = z.object({
  id: z.string(),
  name: z.string(),
  role,
  joinedAt: instant.nullable().describe('null: invited, and not here yet'),
  lastSeenAt: instant.nullable(),
});
export type TeamMember = z.infer<typeof teamMember>;

/** POST /api/team {name, role} → 201 { member, link } */
export const newMember = z.object({ name, role });
export const memberChange = z
  .object({ name: name.optional(), role: role.optional() })
  .refine(({ name, role }) => name !== undefined || role !== undefined, 'Say what is to change.');

/** A link that signs its holder in once. It is told only here. */
export const memberLink = z.object({ link: z.string(), expiresAt: instant });
export type MemberLink = z.infer<typeof memberLink>;
export const invitedMember = z.object({ member: teamMember, ...memberLink.shape });
export type InvitedMember = z.infer<typeof invitedMember>;

/** POST /api/session/invitation {token} → whom the link would sign in; POST /api/session/join {token, name?} → session */
export const invitation = z.object({ name: z.string(), role, isNew: z.boolean() });
export type Invitation = z.infer<typeof invitation>;
export const joining = z.object({ token: z.string().max(200), name: name.optional() });

/** Who asks: somebody of the team, or a program by its key (`id` is null). */
export const actor = z.object({ id: z.string().nullable(), name: z.string(), role });

/** GET /api/session → { signedIn: true, version, member } | 401 ; POST /api/session/password {password} ; DELETE /api/session */
export const session = z.object({
  signedIn: z.literal(true),
  version: z.string(),
  member: actor,
  timeZone: z.string().describe('IANA; where the shop is, whose clock all times are shown by'),
});
export type Session = z.infer<typeof session>;

const settingPart = z.record(z.string(), z.unknown());

/** GET /api/changes?subject=&below=&cursor= → { changes, nextCursor }, the newest first */
export const changeLine = z.object({
  id: z.string(),
  at: instant,
  times: z.int().describe('So many times within minutes'),
  who: z.string().nullable().describe('A member’s name, or a key’s'),
  byKey: z.boolean(),
  did: z.string(),
  route: z.string(),
  subject: z.string().nullable(),
  subjectName: z.string().nullable(),
  before: settingPart.nullable().describe('Of a part of the settings: what it was; null: not written down'),
  after: settingPart.nullable().describe('What it is since; secrets stand in neither'),
  canRestore: z.boolean().describe('Whether a PUT of `before` brings it back'),
});
export type ChangeLine = z.infer<typeof changeLine>;
