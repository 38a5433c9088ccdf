/** What recommending looks at; the store counts it. */
export interface Signals {
  recent: Record<string, number>;
  /** People, by whether they had to confirm it. */
  signUps: { requested: number; atOnce: number };
  /** The events that live journeys begin with, whoever drew them. */
  triggers: string[];
  customers: number;
  silent: number;
  regulars: number;
  /** Of the silent and the regulars. */
  mayText: { silent: number; regulars: number };
  leftBehind: number;
  soldOut: number;
  variants: number;
  /** Templates of which a journey is live: nobody needs to be told to begin with those. */
  inUse: string[];
}

export interface Recommendation {
  template: string;
  /** `4,130 people have ordered nothing for 120 days.` */
  reason: string;
}

const MOST = 2;
const count = (value: number, one: string, many = `${one}s`) =>
  `${value.toLocaleString('en-GB')} ${value === 1 ? one : many}`;

/** Of what nobody may be told yet: anything else comes first. */
const LEAST = 0.1;
const textable = (people: number) =>
  people === 0
    ? 'none of them may be texted yet: ask for their yes first.'
    : `${people.toLocaleString('en-GB')} of them may be texted.`;

/**
 * The one or two templates to begin with, by rules of thumb: whoever signs up is at their most curious, a checkout left
 * behind is nearly an order, and so on. Weighed by how many people there are to gain.
 */
export function recommend({
  recent,
  signUps,
  triggers,
  customers,
  silent,
  regulars,
  mayText,
  leftBehind,
  soldOut,
  variants,
  inUse,
}: Signals): Recommendation[] {
  const ungreeted = ungreetedOf(signUps, triggers);
  const asked = recent['Back In Stock Requested'] ?? 0;
  const candidates = [
    // A sign-up is worth more than a cold customer, and a checkout more still.
    {
      weight: ungreeted >= 5 ? ungreeted * 4 : 0,
      template: 'welcome',
      reason: `${count(ungreeted, 'person', 'people')} signed up in the last 30 days, and nothing greets them.`,
    },
    {
      weight: leftBehind >= 5 ? leftBehind * 6 : 0,
      template: 'abandoned-cart',
      reason: `${count(leftBehind, 'checkout')} of the last 30 days became no order.`,
    },
    {
      weight: asked > 0 || (soldOut >= 3 && soldOut * 10 >= variants) ? asked * 6 + soldOut : 0,
      template: 'back-in-stock',
      reason:
        asked > 0
          ? `${count(asked, 'request')} to be told when something is back, in the last 30 days.`
          : `${count(soldOut, 'variant')} of ${variants.toLocaleString('en-GB')} ${soldOut === 1 ? 'is' : 'are'} sold out.`,
    },
    {
      weight: silent >= 20 ? mayText.silent || LEAST : 0,
      template: 'win-back',
      reason:
        mayText.silent === silent
          ? `${count(silent, 'person', 'people')} silent for 120 days: start with win-back.`
          : `${count(silent, 'person', 'people')} silent for 120 days; ${textable(mayText.silent)}`,
    },
    {
      weight: regulars >= 10 && regulars * 5 >= customers ? mayText.regulars || LEAST : 0,
      template: recent['Points Changed'] ? 'loyalty' : 'vip-early-access',
      reason:
        mayText.regulars === regulars
          ? `${count(regulars, 'person', 'people')} ordered three times or more.`
          : `${count(regulars, 'person', 'people')} ordered three times or more; ${textable(mayText.regulars)}`,
    },
  ];
  return candidates
    .filter(({ weight, template }) => weight > 0 && !inUse.includes(template) && !isHeard(template, triggers))
    .sort((one, other) => other.weight - one.weight)
    .slice(0, MOST)
    .map(({ template, reason }) => ({ template, reason }));
}

/** What nothing else begins with, and so is for the same, whoever drew it. */
const BEGINS_WITH: Record<string, string> = {
  'abandoned-cart': 'Checkout Started',
  'back-in-stock': 'Back In Stock Turn',
};

const isHeard = (template: string, triggers: string[]): boolean =>
  triggers.includes(BEGINS_WITH[template] ?? '');

/** Who asks is told of as agreed, too, once they confirm: a journey that begins with that greets everybody. */
function ungreetedOf({ requested, atOnce }: Signals['signUps'], triggers: string[]): number {
  if (triggers.includes('SMS Subscribed')) return 0;
  return triggers.includes('SMS Opt-In Requested') ? atOnce : requested + atOnce;
}
