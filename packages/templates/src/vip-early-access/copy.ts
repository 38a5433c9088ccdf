import type { Gift } from '../offer.js';
import type { Language } from '../questions.js';
import { capital, NAME_COMMA } from '../wording.js';

interface Copy {
  first: (what: string, until: string, gift: Gift | null) => string;
  /** To those who bought a short while ago: thanks, and no discount on what they paid in full. */
  thanks: (what: string, until: string) => string;
  /** To everybody else, at the launch. */
  open: (what: string) => string;
  /** What the other two journeys are called. */
  joiners: string;
  launch: string;
}

export const COPY: Record<Language, Copy> = {
  en: {
    first: (what, until, gift) =>
      `${NAME_COMMA}${what} is open to you before everyone else, until ${until}.${gift ? ` ${capital(gift.words)}: ${gift.code}` : ''}`,
    thanks: (what, until) =>
      `Thank you for your order! As one of our best customers you get into ${what} first, until ${until}.`,
    open: (what) => `${NAME_COMMA}${what} is open to everyone now.`,
    joiners: 'VIPs who join',
    launch: 'the launch',
  },
  da: {
    first: (what, until, gift) =>
      `${NAME_COMMA}${what} er åben for dig før alle andre, til ${until}.${gift ? ` ${capital(gift.words)}: ${gift.code}` : ''}`,
    thanks: (what, until) =>
      `Tak for din ordre! Som en af vores bedste kunder kommer du først ind til ${what}, til ${until}.`,
    open: (what) => `${NAME_COMMA}${what} er nu åben for alle.`,
    joiners: 'nye VIP-kunder',
    launch: 'lanceringen',
  },
};
