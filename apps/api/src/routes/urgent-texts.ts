import { notBegunInstead, occurrences, type Schedule } from '@signalbox/nodes/clocks';
import { DEFAULT_URGENCY, type UrgencyAllowance } from '@signalbox/sms';
import {
  begunTimes,
  losesUrgentText,
  readSetting,
  urgentCampaigns,
  type Audience,
  type Database,
  type UrgentAudience,
  type UrgentBefore,
} from '@signalbox/store';
import { urgentTextsOfPlan, type UrgentTexts } from './urgent-texts-of.js';

const DAY = 86_400_000;

export interface LostUrgency {
  /** Who lose its first, whatever they do. */
  people: number;
  /** And so many more, should they get all that campaigns before it may bring. */
  perhaps: number;
  /** Who get the first and have no room for the last of its own. */
  last: number;
  allowance: UrgencyAllowance;
  /** Campaigns before it that draw on the same allowance, the earliest first. */
  campaigns: string[];
  /** Of campaigns after it the next time each, and how many of its people go without because of it. */
  later: { name: string; people: number; isMost: boolean }[];
}

/**
 * What a campaign of texts with an end time comes to: how many will have used up their allowance by the time it goes
 * out. Each text counts, as on sending: a sale with a last call is two to whoever gets both.
 * @param texts how many its own are
 * @param startMs when it goes out
 * @param besides ids of the journey whose text it is, and of what is drawn anew with it: they do not count against themselves
 */
export async function lostUrgency(
  database: Database,
  audience: UrgentAudience,
  {
    texts,
    startMs,
    nowMs,
    shopTimeZone,
    besides,
  }: { texts: UrgentTexts; startMs: number; nowMs: number; shopTimeZone: string; besides: string[] },
): Promise<LostUrgency> {
  const allowance = (await readSetting<UrgencyAllowance>(database, 'urgency')) ?? DEFAULT_URGENCY;
  const stretchMs = allowance.days * DAY;
  const others = (await urgentCampaigns(database)).filter(({ journeyId }) => !besides.includes(journeyId));
  const comings = await Promise.all(
    others.map(async ({ journeyId, name, plan }) => {
      const { config } = plan.nodes[plan.trigger.nodeId]!;
      const within = { afterMs: nowMs, untilMs: startMs + stretchMs };
      const { segment } = config.audience as Audience;
      const whom: UrgentAudience = segment ? { segment } : 'everyone';
      const begun = await begunTimes(database, journeyId);
      const times = occurrences(config as unknown as Schedule, shopTimeZone, within);
      return notBegunInstead(times, begun).map(({ atMs }) => ({
        journeyId,
        name,
        whom,
        atMs,
        texts: urgentTextsOfPlan(plan),
      }));
    }),
  );
  const planned = comings.flat().sort((a, b) => a.atMs - b.atMs);
  const within = (atMs: number) => planned.filter((one) => one.atMs > atMs - stretchMs && one.atMs < atMs);
  const before = (atMs: number, which: Which) =>
    within(atMs).map(({ whom, texts }) => ({ whom, texts: texts[which] }));
  const losing = (whom: UrgentAudience, atMs: number, ahead: UrgentBefore[], room = 1) =>
    losesUrgentText(database, whom, {
      sinceMs: atMs - stretchMs,
      count: allowance.count + 1 - room,
      before: ahead,
      nowMs,
    });
  const later: LostUrgency['later'] = [];
  const after = planned.filter(({ atMs }) => atMs >= startMs);
  const next = after.filter(
    (one, i) => after.findIndex(({ journeyId }) => journeyId === one.journeyId) === i,
  );
  for (const { name, whom, atMs } of next) {
    const ahead = before(atMs, 'least');
    const without = await losing(whom, atMs, ahead);
    const more = async (which: Which) =>
      (await losing(whom, atMs, [...ahead, { whom: audience, texts: texts[which] }])) - without;
    const people = await more('least');
    const most = texts.most > texts.least ? await more('most') : people;
    if (most > 0) later.push({ name, people: most, isMost: most > people });
  }
  const people = await losing(audience, startMs, before(startMs, 'least'));
  return {
    people,
    perhaps: (await losing(audience, startMs, before(startMs, 'most'))) - people,
    last:
      texts.most > 1 ? (await losing(audience, startMs, before(startMs, 'least'), texts.most)) - people : 0,
    allowance,
    campaigns: [...new Set(within(startMs).map(({ name }) => name))],
    later,
  };
}

type Which = keyof UrgentTexts;

/** `2 in 30 days` */
export const allowanceInWords = ({ count, days }: UrgencyAllowance): string => `${count} in ${days} days`;

const several = (count: number) => count.toLocaleString('en-GB');

/** What to know beside who lose its first: the dialog that publishes has those in its funnel. */
export const urgencyInWords = ({
  people,
  perhaps,
  last,
  campaigns,
  later,
  allowance,
}: LostUrgency): string[] => [
  ...(perhaps > 0
    ? [
        `Up to ${several(perhaps)}${people > 0 ? ' more' : ''} lose it, should they get every text with an end time of ${named(campaigns)}.`,
      ]
    : []),
  ...(last > 0
    ? [
        `${several(last)} have no room left for the last of its texts with an end time: each counts, and they may have ${allowanceInWords(allowance)}.`,
      ]
    : []),
  ...later.map(
    ({ name, people, isMost }) =>
      `It takes from a later one: ${isMost ? 'up to ' : ''}${several(people)} of those whom “${name}” is for lose that, as they may have ${allowanceInWords(allowance)}.`,
  ),
];

/** Who lose its first, and by what. */
export function lostInWords({ people, campaigns, allowance }: LostUrgency): string[] {
  const because = campaigns.length === 0 ? '' : `, with ${named(campaigns)} before it`;
  return people === 0
    ? []
    : [
        `${several(people)} of them lose it: they will have had their ${allowanceInWords(allowance)} of texts with an end time${because}. If everything is urgent, nothing is.`,
      ];
}

const named = (campaigns: string[]): string => campaigns.map((name) => `“${name}”`).join(', ');
