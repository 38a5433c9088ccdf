import type { Language } from '../questions.js';
import { COMMA_NAME } from '../wording.js';

interface Copy {
  reward: string;
  balance: (worth: string) => string;
  tierUp: string;
  atRisk: string;
  expiring: string;
  birthday: (points: number) => string;
}

const POINTS = '{{ contact.points_balance }}';
const REWARD = (unnamed: string) => `{{ event.reward | default: '${unnamed}' | truncate: 30 }}`;
const GAP = (points: string) =>
  `{% if event.currency %}{{ event.gap | ceil | money: event.currency }}{% else %}{{ event.gap }} ${points}{% endif %}`;
const expires = (language: Language) => `{{ event.expires_at | day_in_words: '${language}' }}`;
const ends = (language: Language) => `{{ event.ends_at | day_in_words: '${language}' }}`;

/** Balances are those of the moment in which the text leaves, never those of the event. */
export const COPY: Record<Language, Copy> = {
  en: {
    reward: `Good news${COMMA_NAME}: ${REWARD('a reward')} is yours with your ${POINTS} points. Use it whenever you like.`,
    balance: (worth) => `You have ${POINTS} points${worth}${COMMA_NAME}. Thank you for coming back.`,
    tierUp: `Congratulations${COMMA_NAME}! You are {{ contact.tier | default: event.tier }} now. Thank you for being with us.`,
    expiring: `${POINTS} points are yours${COMMA_NAME}; {{ event.points }} of them expire ${expires('en')}.`,
    atRisk: `You are {{ event.tier }} until ${ends('en')}${COMMA_NAME}. Another ${GAP('points')} by then keeps it.`,
    birthday: (points) => `Happy birthday${COMMA_NAME}! ${points} points are our present to you.`,
  },
  da: {
    reward: `Godt nyt${COMMA_NAME}: ${REWARD('en belønning')} venter på dig, nu du har ${POINTS} point. Brug den, når du har lyst.`,
    balance: (worth) => `Du har ${POINTS} point${worth}${COMMA_NAME}. Tak, fordi du kommer igen.`,
    tierUp: `Tillykke${COMMA_NAME}! Du er nu {{ contact.tier | default: event.tier }}. Tak, fordi du er med.`,
    // Not at the end: “dec.” has a full stop of its own.
    expiring: `Du har ${POINTS} point${COMMA_NAME}; ${expires('da')} udløber {{ event.points }} af dem.`,
    atRisk: `Du er {{ event.tier }} til ${ends('da')}${COMMA_NAME}. Det bliver du ved med for ${GAP('point')} mere.`,
    birthday: (points) => `Tillykke med fødselsdagen${COMMA_NAME}! Her er ${points} point i gave fra os.`,
  },
};
