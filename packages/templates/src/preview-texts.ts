import type { JourneyGraph } from '@signalbox/engine/graph';

/** One text of a journey, with the fields of somebody who might get it. */
export interface PreviewedText {
  nodeId: string;
  name: string;
  template: string;
  purpose: string;
  /** Other than the shop's. */
  from?: string;
  brand?: string;
  fields: Record<string, unknown>;
}

export interface TextShown {
  firstName: string;
  language: string;
  timeZone: string;
  nowMs: number;
  /** The shop's, such as `EUR`. */
  currency: string;
  /** Days until a code ends. */
  codeDays?: number;
}

const DAY = 86_400_000;
/** What somebody of the usual kind has yet to spend for the next tier, where money is counted in more than tens. */
const NOT_FAR: Record<string, number> = { DKK: 400, NOK: 400, SEK: 400, JPY: 6_000 };

/** The texts of a journey from its beginning on, each with what an event and a person of the usual kind would fill in. */
export function previewTexts(graph: JourneyGraph, shown: TextShown): PreviewedText[] {
  return graph.nodes
    .filter(({ type }) => type === 'send-sms')
    .toSorted((one, other) => one.position.y - other.position.y || one.position.x - other.position.x)
    .map(({ id, data }) => ({
      nodeId: id,
      name: data.name ?? id,
      template: String(data.config.text),
      purpose: String(data.config.purpose ?? 'marketing'),
      from: data.config.from as string | undefined,
      brand: data.config.brand as string | undefined,
      fields: fieldsOf(shown),
    }));
}

const fieldsOf = ({ firstName, language, nowMs, currency, codeDays = 5 }: TextShown) => ({
  contact: { first_name: firstName, language, points_balance: 420, tier: 'Gold', tags: [] },
  event: {
    products: [{ name: 'Trail Jacket (M)' }],
    name: 'Trail Jacket (M)',
    checkout_url: 'https://shop.example/checkout/1',
    url: 'https://shop.example/products/trail-jacket',
    points: 200,
    tier: 'Gold',
    gap: NOT_FAR[currency] ?? 40,
    currency,
    ends_at: new Date(nowMs + 12 * DAY).toISOString(),
    expires_at: new Date(nowMs + 30 * DAY).toISOString(),
  },
  coupon: {
    code: `${codeName(firstName)}-7K2Q`,
    expires: new Date(Math.ceil((nowMs + codeDays * DAY) / DAY) * DAY - 3_660_000).toISOString(),
  },
  product: { available: 12, in_stock: true },
  pick: { new_since_last_order: { name: 'Wool Hat' }, popular: { name: 'Wool Hat' } },
  run: {},
});

/** As codes of one's own hold a name: its plain letters. */
const codeName = (name: string) =>
  name
    .normalize('NFKD')
    .toUpperCase()
    .replaceAll('Ø', 'O')
    .replaceAll('Æ', 'AE')
    .replaceAll(/[^A-Z]/g, '')
    .slice(0, 10) || 'YOU';
