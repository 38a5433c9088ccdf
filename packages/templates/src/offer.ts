import * as z from 'zod';
import type { NewPool } from './define-template.js';
import { link, type Language } from './questions.js';
import { inLanguage } from './wording.js';

const KINDS = ['none', 'percent', 'amount', 'free-shipping'] as const;

interface Defaults {
  kind?: (typeof KINDS)[number];
  percent?: number;
  days?: number;
  codes?: 'own' | 'one';
  code?: string;
}

/** The fields of an offer. A code of one's own is made for each person when the text is about to leave. */
const offerFields = ({
  kind = 'percent',
  percent = 10,
  days = 7,
  codes = 'own',
  code = 'WELCOME',
}: Defaults) => ({
  kind: z
    .enum(KINDS)
    .default(kind)
    .meta({
      title: 'They get',
      ui: {
        short: { none: 'no offer', percent: '', amount: '', 'free-shipping': 'free shipping' },
        widget: 'select',
        labels: {
          none: 'No offer: the message is enough',
          percent: 'A percentage off',
          amount: 'An amount off',
          'free-shipping': 'Free shipping',
        },
      },
    }),
  percent: z
    .int()
    .min(1)
    .max(90)
    .default(percent)
    .meta({ title: 'Percent off', ui: { short: '… % off', onlyIf: { kind: ['percent'] } } }),
  amount: z
    .number()
    .min(0.01)
    .max(100_000)
    .multipleOf(0.01)
    .default(50)
    .meta({ title: 'Amount off', ui: { short: '… off', onlyIf: { kind: ['amount'] } } }),
  currency: z
    .string()
    .trim()
    .toUpperCase()
    .regex(/^([A-Z]{3})?$/)
    .default('')
    .meta({
      title: 'In the currency',
      description: 'Three letters, such as EUR. Empty: that of most of the shop’s orders.',
      ui: { rare: true, onlyIf: { kind: ['amount'] } },
    }),
  codes: z
    .enum(['own', 'one'])
    .default(codes)
    .meta({
      title: 'The code',
      ui: {
        short: { own: 'a code each', one: '' },
        widget: 'select',
        labels: { own: 'one of their own for each person', one: 'the same for everybody' },
        onlyIf: { kind: ['percent', 'amount', 'free-shipping'] },
      },
    }),
  code: z
    .string()
    .regex(/^[A-Za-z0-9_-]{2,20}$/)
    .default(code)
    .meta({
      title: 'The code for everybody',
      description: 'Make it in your shop first: 2 to 20 of A to Z, digits, - and _.',
      ui: { short: 'code …', onlyIf: { codes: ['one'], kind: ['percent', 'amount', 'free-shipping'] } },
    }),
  validDays: z
    .int()
    .min(1)
    .max(365)
    .default(days)
    .meta({
      title: 'A code of their own is good for, in days',
      description: 'Counted from when the text leaves.',
      ui: {
        rare: true,
        short: 'good for … days',
        onlyIf: { codes: ['own'], kind: ['percent', 'amount', 'free-shipping'] },
      },
    }),
  link,
});

/** The fields of an offer that ends at an instant: a code of one's own ends with it, and nobody is asked how long it lasts. */
export const endingOfferFields = (defaults: Omit<Defaults, 'days'>) => {
  const { validDays: _, ...fields } = offerFields(defaults);
  return fields;
};

export const offer = (defaults: Defaults) =>
  z.object(offerFields(defaults)).prefault({}).meta({ title: 'What do they get?' });

export type Offer = z.output<ReturnType<typeof offer>>;

/** So many days after the text leaves, or at a time of the shop's clock: `2026-12-01T23:59`. */
type Ends = { kind: 'days'; days: number } | { kind: 'at'; at: string };

/** What an offer means for a text: its words, and what the step that sends it has to hand out. */
export interface Gift {
  /** `10% off` */
  words: string;
  /** `10% off boots`, `free shipping on boots` */
  on: (what: string) => string;
  code: string;
  /** Liquid that says until when, with a blank in front; nothing if it has no end of its own. */
  until: string;
  /** To be spread over the step's configuration. */
  config: { coupon?: string };
  pools: NewPool[];
  /** Whether the code ends, and so can be reminded of. */
  ends: boolean;
}

const WORDS = {
  en: { off: 'off', shipping: 'free shipping', on: 'on', until: 'until' },
  da: { off: 'rabat', shipping: 'gratis fragt', on: 'på', until: 'til' },
};

export const giftOf = (id: string, given: Offer, language: Language, shopCurrency: string): Gift | null =>
  giftUntil(id, given, { kind: 'days', days: given.validDays }, language, shopCurrency);

/** A gift whose codes of one's own end as said. */
export function giftUntil(
  id: string,
  given: Omit<Offer, 'validDays'>,
  ends: Ends,
  language: Language,
  shopCurrency: string,
): Gift | null {
  if (given.kind === 'none') return null;
  const currency = given.currency || shopCurrency;
  const words = offerInWords(given, language, currency);
  const isJoined = language === 'da' || given.kind === 'free-shipping';
  const on = (what: string) =>
    `${words} ${isJoined ? `${WORDS[language].on} ` : ''}${inLanguage(what, language)}`;
  if (given.codes === 'one')
    return { words, on, code: given.code, until: '', config: {}, pools: [], ends: false };
  const worth =
    given.kind === 'percent'
      ? `${given.percent}pct`
      : given.kind === 'amount'
        ? `${given.amount}${currency.toLowerCase()}`.replace('.', '-')
        : 'ship';
  const until = ends.kind === 'days' ? `${ends.days}d` : ends.at.replace('T', '-').replace(':', '');
  const pool = `${id}-${worth}-${until}`;
  return {
    words,
    on,
    code: '{{ coupon.code }}',
    until: ` ${WORDS[language].until} {{ coupon.expires | in_words: '${language}' }}`,
    config: { coupon: pool },
    pools: [
      {
        pool,
        pattern: '{{name}}-{{random 4}}',
        offer:
          given.kind === 'percent'
            ? { kind: 'percent', percent: given.percent }
            : given.kind === 'amount'
              ? { kind: 'amount', amount: given.amount, currency }
              : { kind: 'free-shipping' },
        ends,
      },
    ],
    ends: true,
  };
}

/** `10% off`, `50 kr rabat`: what is given, in the words of a text. */
function offerInWords(given: Omit<Offer, 'validDays'>, language: Language, currency: string): string {
  const { off, shipping } = WORDS[language];
  if (given.kind === 'percent') return `${given.percent}% ${off}`;
  if (given.kind === 'amount') return `${money(given.amount, currency, language)} ${off}`;
  return given.kind === 'free-shipping' ? shipping : '';
}

/** As people write it in a text: `50 kr`, `49,50 kr`, and the ISO code where no short form is in the phone's own alphabet. */
function money(amount: number, currency: string, language: Language): string {
  const digits = Number.isInteger(amount) ? 0 : 2;
  const said = amount.toFixed(digits).replace('.', language === 'da' ? ',' : '.');
  if (currency === 'DKK' || currency === 'SEK' || currency === 'NOK') return `${said} kr`;
  if (currency === 'GBP') return `£${said}`;
  return currency === 'USD' ? `$${said}` : `${said} ${currency}`;
}
