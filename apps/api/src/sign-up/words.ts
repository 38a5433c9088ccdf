import { languageFor } from '@signalbox/sms/compose';

/** What a sign-up form says beside the words that the shop gave it. */
export interface FormWords {
  code: string;
  phone: string;
  country: string;
  firstName: string;
  optional: string;
  button: string;
  leaveEmpty: string;
  needsPhone: string;
  needsTick: string;
  tooMany: string;
  asked: { title: string; lead: (lastDigits: string) => string };
  already: { title: string; lead: string };
  /** What a number answers that is asked for a yes. */
  yes: string;
  /** @param word that brings it back */
  stopped: { title: (word: string) => string; lead: (sender: string, word: string) => string };
  back: string;
  confirmation: (brand: string, link: string) => string;
}

const en: FormWords = {
  code: 'en',
  phone: 'Mobile number',
  country: 'Country',
  firstName: 'First name',
  optional: '(you may leave it empty)',
  button: 'Sign up',
  leaveEmpty: 'Leave this empty',
  needsPhone: 'Check the number: it is not a phone number of that country.',
  needsTick: 'Tick the box to agree: without it we may not text you.',
  tooMany: 'Too many tries. Please wait a minute, then try again.',
  asked: {
    title: 'One more step',
    lead: (lastDigits) =>
      `We have sent a text to the number ending in ${lastDigits}. Answer YES to it, or open its link, and you are in.`,
  },
  yes: 'YES',
  already: { title: 'You’re in already', lead: 'This number gets our texts. There is nothing more to do.' },
  stopped: {
    title: (word) => `Send us a ${word}`,
    lead: (sender, word) =>
      `This number once asked us to stop, so we don’t text it. Text ${word} to ${sender} from it, and you are back.`,
  },
  back: 'Back to the form',
  confirmation: (brand, link) =>
    `${brand}: reply YES to get our texts, or confirm here: ${link} Was it not you? Then do nothing.`,
};

const da: FormWords = {
  code: 'da',
  phone: 'Mobilnummer',
  country: 'Land',
  firstName: 'Fornavn',
  optional: '(kan stå tomt)',
  button: 'Tilmeld mig',
  leaveEmpty: 'Lad dette stå tomt',
  needsPhone: 'Se nummeret efter: det er ikke et telefonnummer i det land.',
  needsTick: 'Sæt flueben for at sige ja: uden det må vi ikke skrive til dig.',
  tooMany: 'For mange forsøg. Vent et minut, og prøv så igen.',
  asked: {
    title: 'Et skridt mere',
    lead: (lastDigits) =>
      `Vi har sendt en sms til nummeret, der ender på ${lastDigits}. Svar JA på den, eller åbn linket, så er du med.`,
  },
  yes: 'JA',
  already: { title: 'Du er allerede med', lead: 'Nummeret får vores sms’er. Du skal ikke gøre mere.' },
  stopped: {
    title: (word) => `Send os et ${word}`,
    lead: (sender, word) =>
      `Nummeret har engang bedt os om at stoppe, så vi skriver ikke til det. Send ${word} til ${sender} fra det, så er du med igen.`,
  },
  back: 'Tilbage til formularen',
  confirmation: (brand, link) =>
    `${brand}: svar JA for at få vores sms'er, eller bekræft her: ${link} Var det ikke dig, så gør ingenting.`,
};

const WORDS: Record<string, FormWords> = { en, da };

export const formWords = (language: string): FormWords =>
  WORDS[languageFor({ language, country: null })] ?? en;
