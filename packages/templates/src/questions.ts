import * as z from 'zod';

export const HOUR = 3_600_000;
export const DAY = 24 * HOUR;

export type Language = 'en' | 'da';

/** Who the texts are from, and in which language; the way out is added by itself, in the reader's own. */
export const sender = z
  .object({
    brand: z
      .string()
      .trim()
      .max(40)
      .default('')
      .meta({ title: 'Name in front of each text', description: 'Your brand if empty.', ui: { rare: true } }),
    from: z
      .string()
      .max(60)
      .default('')
      .meta({
        title: 'Sender',
        description: 'One that hears no replies works, too: answers and the way out become links.',
        ui: { empty: 'the usual sender', widget: 'sender-picker' },
      }),
    language: z
      .enum(['en', 'da'])
      .default('en')
      .meta({ title: 'The texts are in', ui: { widget: 'select', labels: { en: 'English', da: 'Danish' } } }),
  })
  .prefault({})
  .meta({ title: 'As whom?' });

export type SenderAnswer = z.output<typeof sender>;

export const holdOut = (percent: number) =>
  z
    .int()
    .min(0)
    .max(50)
    .default(percent)
    .meta({
      title: 'Leave alone, in percent',
      description: 'They get nothing, so that you can see whether the journey helps at all.',
      ui: { rare: true, short: '… % left alone' },
    });

export const days = (title: string, value: number, max = 365, ui: object = {}) =>
  z.int().min(1).max(max).default(value).meta({ title, ui });

export const hours = (title: string, value: number, max = 72, ui: object = {}) =>
  z.int().min(1).max(max).default(value).meta({ title, ui });

export const date = (title: string, short: string) =>
  z
    .string()
    .regex(/^\d{4}-\d\d-\d\d$/)
    .meta({ title, ui: { widget: 'date', short } });

export const time = (title: string, value: string) =>
  z
    .string()
    .regex(/^([01]\d|2[0-3]):[0-5]\d$/)
    .default(value)
    .meta({ title, ui: { widget: 'time' } });

/** Only plain addresses: a quote or a brace would break out of the text's Liquid. */
export const link = z
  .string()
  .max(300)
  .regex(/^(https?:\/\/[^\s'"{}<>]+)?$/)
  .default('')
  .meta({
    title: 'The link leads to',
    description: 'An address such as https://acme.example/new. Left out if empty.',
    ui: { short: '', placeholder: 'https://' },
  });
