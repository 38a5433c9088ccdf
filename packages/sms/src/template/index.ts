import { Liquid, type Template } from 'liquidjs';

import { asSent } from '../parts/as-sent.js';
import { moneyInWords } from './money-in-words.js';

export { fieldsIn } from './fields-in.js';
export { moneyInWords } from './money-in-words.js';

const liquid = new Liquid({
  ownPropertyOnly: true,
  // A text brings in nothing from the server's disk.
  templates: {},
  strictFilters: true,
  // What is written with an offset is printed at that offset, and never at the server's.
  preserveTimezones: true,
  parseLimit: 20_000,
  renderLimit: 200,
  memoryLimit: 1_000_000,
});

/** They would bring in other templates, and there are none. */
for (const tag of ['include', 'render', 'layout', 'block']) delete liquid.tags[tag];

export type Rendered = { ok: true; text: string } | { ok: false; reason: string };

/** Makes the links that a text asks for by the filter `link`. */
export interface LinkMaker {
  to(address: unknown, options: { name?: unknown; expires?: unknown; utm?: unknown }): string;
}

export interface TextFields {
  scope: Record<string, unknown>;
  /** An instant as the reader would say it, in a language if one is named; for the filter `in_words`. */
  inWords: (ms: number, language?: string) => string;
  /** Its day, by the reader's own clock; for the filter `day_in_words`. */
  dayInWords: (day: string | number, language?: string) => string;
}

type Says = Pick<TextFields, 'inWords' | 'dayInWords'>;

/** What the filters of one rendering need, by the scope that it is given. */
const makers = new WeakMap<object, LinkMaker & Says>();

/** `{{ event.checkout_url | link: name: 'cart', expires: '48h' }}`; the address itself where no text is made. */
liquid.registerFilter('link', function (address: unknown, ...options: [string, unknown][]) {
  const maker = makers.get(this.context.environments as object);
  return maker ? maker.to(address, Object.fromEntries(options.filter(Array.isArray))) : address;
});

/** `{{ coupon.expires | in_words }}`: `Sun 23:59`; `in_words: 'da'` for a text that is in Danish whoever reads it. */
liquid.registerFilter('in_words', function (instant: unknown, language?: unknown) {
  const ms = typeof instant === 'number' ? instant : Date.parse(String(instant));
  const maker = makers.get(this.context.environments as object);
  return Number.isNaN(ms) || !maker ? instant : maker.inWords(ms, textOr(language));
});

/** `{{ event.expires_at | day_in_words }}`: `30 Nov`. A date without a time is that day wherever it is read. */
liquid.registerFilter('day_in_words', function (day: unknown, language?: unknown) {
  const maker = makers.get(this.context.environments as object);
  const isDay = typeof day === 'number' || !Number.isNaN(Date.parse(String(day)));
  return maker && isDay
    ? maker.dayInWords(typeof day === 'number' ? day : String(day), textOr(language))
    : day;
});

/** `{{ event.gap | money: 'DKK' }}`: `40 kr`. */
liquid.registerFilter('money', (amount: unknown, currency: unknown) =>
  Number.isFinite(Number(amount)) ? moneyInWords(Number(amount), String(currency ?? '')) : amount,
);

const textOr = (value: unknown) => (typeof value === 'string' ? value : undefined);

const KEPT = 500;
const kept = new Map<string, Template[]>();

/** A journey's text is the same for everybody, so that it is read once. */
function parsed(template: string): Template[] {
  let read = kept.get(template);
  if (!read) {
    read = liquid.parse(template);
    if (kept.size >= KEPT) kept.clear();
    kept.set(template, read);
  }
  return read;
}

/** Fills a text's Liquid with `contact`, `event`, `run` and `shop`. Never throws: a fault comes back in words. */
export async function renderText(template: string, scope: Record<string, unknown>): Promise<Rendered> {
  try {
    return tidied((await liquid.render(parsed(template), scope)) as string);
  } catch (error) {
    return { ok: false, reason: faultInWords(error) };
  }
}

/** As `renderText`, at once: for the simulator, where nothing is waited for. */
export function renderTextSync(template: string, scope: Record<string, unknown>): Rendered {
  try {
    return tidied(liquid.renderSync(parsed(template), scope) as string);
  } catch (error) {
    return { ok: false, reason: faultInWords(error) };
  }
}

/** As `renderText`, for a text that may ask for links. */
export function renderWithLinks(template: string, fields: TextFields, links: LinkMaker): Promise<Rendered> {
  makers.set(fields.scope, { ...saysOf(fields), to: (...asked) => links.to(...asked) });
  return renderText(template, fields.scope);
}

export function renderWithLinksSync(template: string, fields: TextFields, links: LinkMaker): Rendered {
  makers.set(fields.scope, { ...saysOf(fields), to: (...asked) => links.to(...asked) });
  return renderTextSync(template, fields.scope);
}

const saysOf = ({ inWords, dayInWords }: TextFields): Says => ({ inWords, dayInWords });

/** Nobody: what a template does with it, it does before it knows anything of anybody. */
const nobody = () => ({ contact: {}, event: {}, run: {}, shop: {}, coupon: {}, product: {} });

/**
 * @param fill false only reads it, and does not try what it would do
 * @returns `null` for a sound template, or what is wrong with it
 */
export function checkTemplate(template: string, { fill = true } = {}): string | null {
  try {
    const read = liquid.parse(template);
    if (fill) liquid.renderSync(read, nobody());
    return null;
  } catch (error) {
    return faultInWords(error);
  }
}

const tidied = (text: string): Rendered => ({ ok: true, text: asSent(text).trim() });

const faultInWords = (error: unknown) =>
  `The text's fields can't be filled in: ${error instanceof Error ? error.message.split('\n')[0] : String(error)}`;
