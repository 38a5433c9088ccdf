import { languageFor, languagesOfText, type Reader, type TextLanguage } from '@signalbox/sms/compose';

/** What the pages of a recipient say. */
export interface PageWords {
  /** BCP 47 */
  code: string;
  optOut: { title: string; lead: string; button: string; done: string; doneLead: string };
  optIn: { title: string; lead: string; button: string; done: string; doneLead: string };
  again: string;
  /** Where the carrier lets nobody back in but by their own text. */
  alsoStart: (sender: string) => string;
  dead: { title: string; lead: string };
  unknown: { title: string; lead: string };
  tooMany: { title: string; lead: string };
  page: {
    title: string;
    lead: (number: string) => string;
    saved: string;
    why: string;
    none: string;
    because: (journey: string, event: string | null) => string;
    pause: { title: string; lead: string; button: string; until: (day: string) => string; end: string };
    fewer: { title: string; lead: string; button: string; on: string; end: string };
    topics: { title: string; lead: string; button: string };
    stop: { title: string; lead: string; button: string };
    stopped: { title: string; lead: string; button: string };
    data: { title: string; lead: string; button: string };
  };
  topics: Record<string, string>;
  events: Record<string, string>;
}

const en: PageWords = {
  code: 'en',
  optOut: {
    title: 'No more texts?',
    lead: 'Press the button and we stop texting this number. Texts about your own orders still come.',
    button: 'Stop the texts',
    done: 'Done. No more texts.',
    doneLead: 'We won’t text you offers or news any more.',
  },
  optIn: {
    title: 'Yes to our texts?',
    lead: 'You asked for our texts. Press the button to confirm. You can end them at any time, by a link in each text.',
    button: 'Yes, text me',
    done: 'You’re in.',
    doneLead: 'Thank you. You will hear from us when it matters.',
  },
  again: 'Changed your mind? Get texts again',
  alsoStart: (sender) =>
    `Did you once text STOP to us? Then text START to ${sender}, too: until then your carrier holds our texts back.`,
  dead: { title: 'This has ended', lead: 'The link was good for a time, and that time is over.' },
  unknown: { title: 'No such link', lead: 'Check the address in your text. It may have been cut off.' },
  tooMany: { title: 'Too many tries', lead: 'Please wait a minute, then try again.' },
  page: {
    title: 'Your texts',
    lead: (number) => `What we send to the number ending in ${number}, and what you want of it.`,
    saved: 'Saved. It holds from now on.',
    why: 'Why did I get this?',
    none: 'We have not texted you yet.',
    because: (journey, event) => (event ? `Because ${event} (“${journey}”)` : `From “${journey}”`),
    pause: {
      title: 'A pause',
      lead: 'Nothing for 30 days, then as before.',
      button: 'Pause for 30 days',
      until: (day) => `Paused until ${day}.`,
      end: 'End the pause',
    },
    fewer: {
      title: 'Fewer',
      lead: 'Only now and then, when it is worth it.',
      button: 'Send me fewer',
      on: 'You get fewer texts.',
      end: 'As many as before',
    },
    topics: { title: 'What about?', lead: 'Untick what you don’t want to hear of.', button: 'Save' },
    stop: {
      title: 'No more texts',
      lead: 'Texts about your own orders still come.',
      button: 'Stop the texts',
    },
    stopped: {
      title: 'You get no texts',
      lead: 'You asked us to stop. Texts about your own orders still come.',
      button: 'Get texts again',
    },
    data: {
      title: 'Your data',
      lead: 'What we keep about you and this number, as a file.',
      button: 'Download my data',
    },
  },
  topics: {
    marketing: 'Offers and news',
    'cart-reminder': 'Reminders of what is in my cart',
    'back-in-stock': 'When something I want is back',
  },
  events: {
    'Checkout Started': 'you began a checkout',
    'Checkout Updated': 'you changed your cart',
    'Order Completed': 'you placed an order',
    'Order Paid': 'you paid for an order',
    'Product Viewed': 'you looked at a product',
    'Product Added': 'you put something into your cart',
    'SMS Subscribed': 'you agreed to our texts',
    'SMS Received': 'you wrote to us',
    'Link Clicked': 'you opened a link of ours',
    'Product Back In Stock': 'something you waited for is back',
    'Segment Entered': 'you are one of a group of our customers',
  },
};

const da: PageWords = {
  code: 'da',
  optOut: {
    title: 'Ikke flere sms’er?',
    lead: 'Tryk på knappen, så holder vi op med at skrive til dette nummer. Sms’er om dine egne ordrer kommer stadig.',
    button: 'Stop sms’erne',
    done: 'Det er gjort. Ikke flere sms’er.',
    doneLead: 'Vi sender dig ikke flere tilbud eller nyheder.',
  },
  optIn: {
    title: 'Ja til vores sms’er?',
    lead: 'Du har bedt om vores sms’er. Tryk på knappen for at bekræfte. Du kan altid stoppe dem med et link i hver sms.',
    button: 'Ja, skriv til mig',
    done: 'Du er med.',
    doneLead: 'Tak. Du hører fra os, når det er værd at høre.',
  },
  again: 'Fortrudt? Få sms’er igen',
  alsoStart: (sender) =>
    `Har du engang skrevet STOP til os? Så send også START til ${sender}: indtil da holder dit teleselskab vores sms’er tilbage.`,
  dead: { title: 'Det er slut', lead: 'Linket gjaldt en tid, og den er gået.' },
  unknown: {
    title: 'Linket findes ikke',
    lead: 'Se efter adressen i din sms. Den kan være blevet klippet af.',
  },
  tooMany: { title: 'For mange forsøg', lead: 'Vent et minut, og prøv så igen.' },
  page: {
    title: 'Dine sms’er',
    lead: (number) => `Hvad vi sender til nummeret, der ender på ${number}, og hvad du vil have af det.`,
    saved: 'Gemt. Det gælder fra nu af.',
    why: 'Hvorfor fik jeg denne?',
    none: 'Vi har ikke skrevet til dig endnu.',
    because: (journey, event) => (event ? `Fordi ${event} (“${journey}”)` : `Fra “${journey}”`),
    pause: {
      title: 'En pause',
      lead: 'Ingenting i 30 dage, derefter som før.',
      button: 'Hold pause i 30 dage',
      until: (day) => `Pause indtil ${day}.`,
      end: 'Slut pausen',
    },
    fewer: {
      title: 'Færre',
      lead: 'Kun en gang imellem, når det er værd at læse.',
      button: 'Send mig færre',
      on: 'Du får færre sms’er.',
      end: 'Lige så mange som før',
    },
    topics: { title: 'Om hvad?', lead: 'Fjern fluebenet ved det, du ikke vil høre om.', button: 'Gem' },
    stop: {
      title: 'Ikke flere sms’er',
      lead: 'Sms’er om dine egne ordrer kommer stadig.',
      button: 'Stop sms’erne',
    },
    stopped: {
      title: 'Du får ingen sms’er',
      lead: 'Du har bedt os om at stoppe. Sms’er om dine egne ordrer kommer stadig.',
      button: 'Få sms’er igen',
    },
    data: {
      title: 'Dine data',
      lead: 'Det, vi gemmer om dig og dette nummer, som en fil.',
      button: 'Hent mine data',
    },
  },
  topics: {
    marketing: 'Tilbud og nyheder',
    'cart-reminder': 'Påmindelser om min kurv',
    'back-in-stock': 'Når noget, jeg vil have, er tilbage',
  },
  events: {
    'Checkout Started': 'du begyndte at bestille',
    'Checkout Updated': 'du ændrede din kurv',
    'Order Completed': 'du afgav en ordre',
    'Order Paid': 'du betalte en ordre',
    'Product Viewed': 'du så på en vare',
    'Product Added': 'du lagde noget i kurven',
    'SMS Subscribed': 'du sagde ja til vores sms’er',
    'SMS Received': 'du skrev til os',
    'Link Clicked': 'du åbnede et link fra os',
    'Product Back In Stock': 'noget, du ventede på, er tilbage',
    'Segment Entered': 'du hører til en gruppe af vores kunder',
  },
};

const WORDS: Record<string, PageWords> = { en, da };
const LOCALES: Record<string, string> = { en: 'en-GB', da: 'da-DK' };

/**
 * In the person's own language if it is known, else that of the text they come from, else their browser's, else that of
 * their country, as far as we have them.
 * @param accepted the browser's `Accept-Language`
 * @param ofShop where none of these is known
 * @param text the text whose link they opened
 */
export function wordsFor(
  reader: Reader | null,
  accepted: string | undefined,
  ofShop?: TextLanguage | null,
  text?: string | null,
): PageWords {
  const asked = accepted?.slice(0, 2).toLowerCase() ?? '';
  const [written = ''] = text ? languagesOfText(text) : [];
  const seen = [written, asked].find((code) => Object.hasOwn(WORDS, code));
  const stranger = { language: seen ?? (asked || null), country: null };
  const known = reader?.language || (reader?.country && !seen) ? reader : stranger;
  return WORDS[languageFor(known, ofShop)] ?? en;
}

export const dayInWords = ({ code }: PageWords, at: Date, timeZone: string): string =>
  new Intl.DateTimeFormat(LOCALES[code], { timeZone, day: 'numeric', month: 'long', year: 'numeric' }).format(
    at,
  );

export const momentInWords = ({ code }: PageWords, at: Date, timeZone: string): string =>
  new Intl.DateTimeFormat(LOCALES[code], {
    timeZone,
    day: 'numeric',
    month: 'long',
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
  }).format(at);
