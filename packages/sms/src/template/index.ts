import { Liquid } from 'liquidjs';

export { fieldsIn } from './fields-in.js';

const liquid = new Liquid({
  ownPropertyOnly: true,
  strictFilters: true,
  // What is written with an offset is printed at that offset, and never at the server's.
  preserveTimezones: true,
  parseLimit: 20_000,
  renderLimit: 200,
  memoryLimit: 1_000_000,
});

export type Rendered = { ok: true; text: string } | { ok: false; reason: string };

/** Makes the links that a text asks for by the filter `link`. */
export interface LinkMaker {
  to(address: unknown, options: { name?: unknown; expires?: unknown; utm?: unknown }): string;
}

export interface TextFields {
  scope: Record<string, unknown>;
  /** An instant as the reader would say it; for the filter `in_words`. */
  inWords: (ms: number) => string;
}

/** What the filters of one rendering need, by the scope that it is given. */
const makers = new WeakMap<object, LinkMaker & Pick<TextFields, 'inWords'>>();

/** `{{ event.checkout_url | link: name: 'cart', expires: '48h' }}`; the address itself where no text is made. */
liquid.registerFilter('link', function (address: unknown, ...options: [string, unknown][]) {
  const maker = makers.get(this.context.environments as object);
  return maker ? maker.to(address, Object.fromEntries(options.filter(Array.isArray))) : address;
});

/** `{{ coupon.expires | in_words }}`: `Sun 23:59`. */
liquid.registerFilter('in_words', function (instant: unknown) {
  const ms = typeof instant === 'number' ? instant : Date.parse(String(instant));
  const maker = makers.get(this.context.environments as object);
  return Number.isNaN(ms) || !maker ? instant : maker.inWords(ms);
});

/** Fills a text's Liquid with `contact`, `event`, `run` and `shop`. Never throws: a fault comes back in words. */
export async function renderText(template: string, scope: Record<string, unknown>): Promise<Rendered> {
  try {
    return tidied((await liquid.parseAndRender(template, scope)) as string);
  } catch (error) {
    return { ok: false, reason: faultInWords(error) };
  }
}

/** As `renderText`, at once: for the simulator, where nothing is waited for. */
export function renderTextSync(template: string, scope: Record<string, unknown>): Rendered {
  try {
    return tidied(liquid.parseAndRenderSync(template, scope) as string);
  } catch (error) {
    return { ok: false, reason: faultInWords(error) };
  }
}

/** As `renderText`, for a text that may ask for links. */
export function renderWithLinks(template: string, fields: TextFields, links: LinkMaker): Promise<Rendered> {
  makers.set(fields.scope, { to: (...asked) => links.to(...asked), inWords: fields.inWords });
  return renderText(template, fields.scope);
}

export function renderWithLinksSync(template: string, fields: TextFields, links: LinkMaker): Rendered {
  makers.set(fields.scope, { to: (...asked) => links.to(...asked), inWords: fields.inWords });
  return renderTextSync(template, fields.scope);
}

/** @returns `null` for a sound template, or what is wrong with it */
export function checkTemplate(template: string): string | null {
  try {
    liquid.parse(template);
    return null;
  } catch (error) {
    return faultInWords(error);
  }
}

const tidied = (text: string): Rendered => ({ ok: true, text: text.replaceAll(/[^\S\n]+/g, ' ').trim() });

const faultInWords = (error: unknown) =>
  `The text's fields can't be filled in: ${error instanceof Error ? error.message.split('\n')[0] : String(error)}`;
