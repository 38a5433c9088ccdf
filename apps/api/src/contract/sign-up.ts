import * as z from 'zod';

const words = (longest: number) => z.string().trim().min(1).max(longest);

/** POST /api/sign-up-forms → 201 {id} ; PUT /api/sign-up-forms/:id → {id} ; an address or keyword that another form has: 409 `address-taken` */
export const signUpFormSettings = z.object({
  slug: z
    .string()
    .regex(/^[a-z0-9]([a-z0-9-]{0,58}[a-z0-9])?$/, 'is made of small letters, digits and hyphens')
    .describe('Its address: /f/<slug>'),
  name: words(80),
  language: z.enum(['en', 'da']).default('en'),
  title: words(120),
  lead: z.string().trim().max(400).default(''),
  wording: words(1_000).describe('What somebody ticks; kept with their consent'),
  success: words(400),
  purposes: z
    .array(z.string().regex(/^[a-z][a-z0-9-]{0,39}$/, 'is a purpose such as marketing'))
    .min(1)
    .max(5),
  isDouble: z.boolean().default(true).describe('They say yes from their phone before anything is granted'),
  tag: z.string().trim().min(1).max(60).nullable().default(null),
  keyword: z
    .string()
    .trim()
    .toLowerCase()
    .regex(/^[\p{L}\p{N}]{2,20}$/u, 'is one word')
    .nullable()
    .default(null)
    .describe('A text of this word signs up, too'),
});
export type SignUpFormSettings = z.output<typeof signUpFormSettings>;

/** GET /api/sign-up-forms → { forms } */
export const signUpForm = signUpFormSettings.extend({
  id: z.string(),
  updatedAt: z.string().meta({ format: 'date-time' }),
  url: z.string(),
  embed: z.string().describe('What a shop pastes into its page'),
  counts: z.object({ shown: z.int(), signedUp: z.int(), confirmed: z.int() }),
});
export type SignUpForm = z.output<typeof signUpForm>;
