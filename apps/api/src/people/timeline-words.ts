import type { TimelineEntry as Entry } from '@signalbox/store';
import type { TimelineEntry } from '../contract/index.js';

type Said = Pick<TimelineEntry, 'tone' | 'sentence' | 'detail' | 'link'>;
type Data = { [field: string]: unknown };

const text = (value: unknown): string | null =>
  typeof value === 'string' && value !== '' ? value : typeof value === 'number' ? String(value) : null;
const record = (value: unknown): Data =>
  typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Data) : {};
const quoted = (value: unknown) => {
  const words =
    value === null || value === undefined
      ? 'nothing'
      : typeof value === 'string'
        ? value
        : JSON.stringify(value);
  return `“${words.length > 80 ? `${words.slice(0, 80)}…` : words}”`;
};

/** An entry of a person's timeline as a sentence that leads on. */
export function inWords(entry: Entry): TimelineEntry {
  const { kind, key, atUs, data } = entry;
  return {
    id: key,
    kind,
    at: new Date(atUs / 1_000).toISOString(),
    ...sentenceOf(entry),
    ...('properties' in data ? { properties: data.properties } : {}),
  };
}

const SOURCES: Record<string, string> = {
  shopify: 'Shopify',
  woocommerce: 'WooCommerce',
  hand: 'somebody here',
  'by-hand': 'somebody here',
  bulk: 'work on many people',
  undo: 'the taking back of work on many people',
  page: 'their page',
  'preference page': 'their page',
  link: 'a link',
  plivo: 'Plivo',
  signalbox: 'Signalbox',
  demo: 'the demo shop',
  segment: 'the event API',
  webhook: 'a webhook',
  storefront: 'the shop’s pages',
  segments: 'the segments',
  coupons: 'the coupons',
  waitlist: 'the waitlist',
  loyalty: 'the loyalty programme',
  catalogue: 'the catalogue',
  'sign-up': 'a sign-up form',
  form: 'a sign-up form',
  import: 'an import',
};
const CONFIRMED = 'double-opt-in/';

/** @param by what somebody of the team is called whose hand it was */
function sourceOf(source: unknown, by?: unknown): string {
  const name = String(source);
  if (name.startsWith('member/')) return text(by) ?? SOURCES.hand!;
  if (name.startsWith('key/')) return `the key “${name.slice('key/'.length)}”`;
  // Where they asked, and then said yes once more from the phone.
  if (name.startsWith(CONFIRMED)) return `${sourceOf(name.slice(CONFIRMED.length))}, confirmed`;
  return SOURCES[name] ?? name;
}

function sentenceOf({ kind, data }: Entry): Said {
  const say = (
    sentence: string,
    { tone = 'neutral', detail = null, link = null }: Partial<Omit<Said, 'sentence'>> = {},
  ): Said => ({ sentence, tone, detail, link });
  const runLink = typeof data.runId === 'string' ? `/runs/${data.runId}` : null;
  switch (kind) {
    case 'event':
      return say(eventWords(String(data.name), record(data.properties)), {
        tone: 'event',
        detail: `From ${sourceOf(data.source)}${data.isHistory ? ', taken in as history' : ''}`,
      });
    case 'order':
      return say(orderWords(String(data.name), record(data.properties)), {
        tone: 'go',
        detail: productsOf(record(data.properties)),
      });
    case 'click': {
      const url = text(record(data.properties).url);
      return say(url ? `Opened ${url}` : 'Opened a link', { tone: 'event' });
    }
    case 'reply':
      return say(`Wrote: ${quoted(data.body)}`, { tone: 'event' });
    case 'run':
      return runWords(data);
    case 'text':
      return say(TEXT_WORDS[String(data.state)] ?? 'A text', {
        tone: data.state === 'held' || data.state === 'planned' ? 'wait' : 'go',
        detail: text(data.body) ?? text(data.reason),
        link: runLink,
      });
    case 'not-sent':
      return say(
        `${data.state === 'suppressed' ? 'Not sent' : 'Failed'}: ${text(data.reason) ?? 'no reason was kept'}`,
        {
          tone: data.state === 'suppressed' ? 'wait' : 'stop',
          detail: text(data.journey),
          link: runLink,
        },
      );
    case 'consent':
      if (data.state === 'stopped')
        return say('No more marketing texts to this number', { tone: 'stop', detail: text(data.reason) });
      return say(`${data.state === 'granted' ? 'Agreed' : 'Said no'} to ${String(data.purpose)} texts`, {
        tone: data.state === 'granted' ? 'go' : 'stop',
        detail: `By ${sourceOf(data.source)}${evidenceOf(record(data.evidence))}`,
      });
    case 'change': {
      if (data.field === 'consent')
        return say('A yes to texts was taken back: an import had brought it', {
          detail: `By ${sourceOf(data.source, data.by)}`,
        });
      const field = String(data.field)
        .replace(/^attributes\./, '')
        .replaceAll('_', ' ');
      return say(
        data.before === null || data.before === undefined
          ? `${field} is now ${quoted(data.after)}`
          : data.after === null || data.after === undefined
            ? `${field} was taken away; it was ${quoted(data.before)}`
            : `${field} changed from ${quoted(data.before)} to ${quoted(data.after)}`,
        { detail: data.source ? `By ${sourceOf(data.source, data.by)}` : null },
      );
    }
    case 'tag':
      return say(`${data.isOff ? 'Lost' : 'Got'} the tag ${quoted(data.tag)}`, {
        detail: `By ${sourceOf(data.source, data.by)}`,
        link: `/people?tag=${encodeURIComponent(String(data.tag))}`,
      });
    case 'points': {
      const points = Number(data.points);
      const took = data.kind === 'withdrawn' || data.kind === 'expired' ? 'Lost' : 'Spent';
      return say(`${points < 0 ? took : 'Got'} ${Math.abs(points)} points`, { detail: text(data.reason) });
    }
    case 'coupon':
      return say(`Got the code ${quoted(data.code)}`, { tone: 'go', detail: `From ${String(data.pool)}` });
    case 'note':
      return say(`A note to the team: ${String(data.text)}`, {
        tone: data.doneAt ? 'neutral' : 'wait',
        detail: data.doneAt ? 'Done' : null,
      });
    case 'merge': {
      const name = [data.firstName, data.lastName].filter(Boolean).join(' ');
      const who = name || text(data.email) || text(data.phone) || 'somebody without a name';
      return say(`Turned out to be the same person as ${who}`, {
        detail:
          data.reason === 'hand' ? 'Merged by hand' : `Both were named by the same ${String(data.reason)}`,
      });
    }
  }
}

const TEXT_WORDS: Record<string, string> = {
  planned: 'A text is waiting to be sent',
  held: 'A text is waiting to be sent',
  sending: 'A text is being sent',
  accepted: 'Was sent a text',
  sent: 'Was sent a text',
  delivered: 'Got a text',
  unknown: 'A text: not known yet whether it was sent',
};

function runWords(data: Data): Said {
  const journey = `“${text(data.journey) ?? 'a journey'}”`;
  const link = `/runs/${String(data.id)}`;
  if (data.moment === 'began') {
    const detail = text(data.entryEvent);
    return { tone: 'neutral', sentence: `Entered ${journey}`, detail: detail && `By “${detail}”`, link };
  }
  const outcome = text(data.outcome) ?? 'completed';
  return { tone: 'neutral', sentence: `Left ${journey}`, detail: outcome, link };
}

function eventWords(name: string, properties: Data): string {
  const what = text(properties.name) ?? text(properties.product_name) ?? text(properties.segment_name);
  return what ? `${name}: ${what}` : name;
}

function orderWords(name: string, properties: Data): string {
  const total = Number(properties.total ?? properties.amount);
  const currency = text(properties.currency);
  const verb =
    {
      'Order Completed': 'Ordered',
      'Order Refunded': 'Got money back',
      'Order Cancelled': 'Cancelled an order',
    }[name] ?? name;
  return currency && Number.isFinite(total) ? `${verb} for ${money(total, currency)}` : verb;
}

function money(total: number, currency: string): string {
  const isKnown = /^[A-Z]{3}$/.test(currency);
  const words = total.toLocaleString('en-GB', { minimumFractionDigits: 2, maximumFractionDigits: 2 });
  return isKnown ? `${currency} ${words}` : words;
}

function productsOf(properties: Data): string | null {
  if (!Array.isArray(properties.products)) return null;
  const names = properties.products.map((product) => text(record(product).name)).filter(Boolean);
  return names.length === 0
    ? null
    : names.slice(0, 4).join(', ') + (names.length > 4 ? ` and ${names.length - 4} more` : '');
}

function evidenceOf(evidence: Data): string {
  const shown = Object.values(evidence).map(text).find(Boolean);
  return shown ? `: ${shown.slice(0, 120)}` : '';
}
