import { earliestInShop } from '@signalbox/sms/policy';
import type { AnyTemplate, Drawn, Shop } from './define-template.js';

/** A Wednesday, 11:00 in the shop. */
export const NOW = Date.parse('2026-11-25T10:00:00Z');
export const TODAY = '2026-11-25';
const timeZone = 'Europe/Copenhagen';

/** A shop in Denmark, where texts are lawful from 8 to 20, and from 9 to 18 at weekends. */
export const SHOP: Shop = {
  currency: 'DKK',
  timeZone,
  takesReplies: true,
  nowMs: NOW,
  firstDrawnMs: NOW,
  before: null,
  begun: null,
  mayReachMs: (fromMs) => earliestInShop(fromMs, { timeZone, sender: '+4552512020', ownHours: null }),
  programme: { kind: 'ours', tiers: ['Silver', 'Gold'], givesBirthdayPoints: false },
};

/** What a template says to answers: its faults by their places, and what it draws if it has none. */
export function answer(template: AnyTemplate, given: object, shop = SHOP) {
  const answers = template.questions.parse(given);
  const faults = (template.check?.(answers, shop) ?? []).map(({ path, message }) => `${path}: ${message}`);
  return { faults, drawn: template.draw(answers, shop) };
}

export const stepOf = ({ graph }: Pick<Drawn, 'graph'>, id: string): Record<string, unknown> | undefined =>
  graph.nodes.find((node) => node.id === id)?.data.config;
