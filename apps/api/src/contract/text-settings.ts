import { TEXT_LANGUAGES } from '@signalbox/sms/answers';
import * as z from 'zod';

const domain = z
  .string()
  .trim()
  .max(100)
  .regex(/^(https?:\/\/)?[^\s/]+$/, 'is no domain such as acme.link');

const language = z.enum(TEXT_LANGUAGES);

/** GET, PUT /api/settings/texts : what every text gets, unless a step says otherwise */
export const textSettings = z.object({
  brand: z.string().trim().min(1).max(40).nullable().describe('null: SIGNALBOX_BRAND'),
  addsBrand: z.boolean(),
  addsOptOut: z.boolean(),
  linkDomain: domain.nullable().describe('Such as acme.link; null: SIGNALBOX_LINK_DOMAIN, else PUBLIC_URL'),
  utm: z
    .object({ source: z.string().trim().min(1).max(60), medium: z.string().trim().min(1).max(60) })
    .nullable(),
  language: language
    .nullable()
    .default(null)
    .describe('Of those whose own is not known, nor their country’s; null: English'),
  help: z
    .partialRecord(language, z.string().trim().max(300))
    .default({})
    .describe('How HELP is answered, between the brand and the way out; without it in our own words'),
});
export type TextSettings = z.output<typeof textSettings>;

/** With what holds where nothing is set, and a text as it then goes out. */
export const textSettingsAnswer = textSettings.extend({
  defaults: z.object({ brand: z.string(), linkDomain: z.string(), help: z.string() }),
  takesReplies: z.boolean().describe('Whether the sender hears replies; else texts carry a link out.'),
});
export type TextSettingsAnswer = z.output<typeof textSettingsAnswer>;

/** POST /api/texts/preview {template, purpose, contactId?, entry?} : a text as the phone would show it */
export const textPreview = z.object({
  text: z.string().nullable(),
  problem: z.string().nullable(),
  parts: z.int(),
  encoding: z.enum(['GSM-7', 'UCS-2']),
  units: z.int(),
  capacity: z.int(),
  links: z.array(z.object({ slot: z.string(), kind: z.string(), url: z.string().nullable() })),
  added: z
    .object({ before: z.string(), after: z.string() })
    .describe('What was put around the text: the brand, the way out.'),
});
export type TextPreview = z.output<typeof textPreview>;
