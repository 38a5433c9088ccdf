import type {
  ChangeLine,
  LoyaltySettings,
  PartPrice,
  SelfStopSetting,
  SendingHours,
  SendLimits,
  Senders,
  StorefrontChange,
  TextSettings,
  Urgency,
  WaitlistSettings,
} from '@signalbox/api/contract';
import { formatCount } from '../../format/number.js';
import { wholeTime } from '../../format/time.js';
import { t } from '../../language/t.js';
import { ROUND_FIELDS } from '../../waitlists/RoundFields.js';
import { languageInWords, LANGUAGES } from '../languages.js';
import {
  daysInWords,
  hoursInWords,
  limitInWords,
  onOff,
  orNone,
  priceInWords,
  senderInWords,
  textsIn,
} from './in-words.js';

export type SettingPart = NonNullable<ChangeLine['before']>;

/** What is set, by what the page calls it, in plain words. */
export type Values = [label: string, words: string][];

const texts = ({ brand, addsBrand, addsOptOut, linkDomain, utm, language, help }: TextSettings): Values => [
  [t('The brand in front'), onOff(addsBrand)],
  [t('Brand'), brand ?? t('the standard one')],
  [t('How to opt out, at the end of advertising'), onOff(addsOptOut)],
  [t('Domain of short links'), linkDomain ?? t('the standard one')],
  [t('UTM parameters in links'), utm ? `${utm.source}, ${utm.medium}` : t('off')],
  [t('Where a person’s language is not known'), languageInWords(language ?? 'en')],
  ...LANGUAGES.map(({ value, label }): Values[number] => [
    t('HELP in {language}', { language: label }),
    help?.[value] || t('the standard words'),
  ]),
];

const limits = ({ limits, partsPerDay }: SendLimits): Values => [
  [t('At most, for each person'), orNone(limits.map(limitInWords).join('; '))],
  [t('Parts a day'), partsPerDay === null ? t('any number') : formatCount(partsPerDay)],
];

function hours({ hours }: SendingHours): Values {
  const named = [
    [t('Monday to Friday'), hours?.weekdays],
    [t('Saturday'), hours?.saturday],
    [t('Sunday'), hours?.sunday],
  ] as const;
  return named.map(([day, set]) => [day, set === undefined ? t('the lawful hours') : hoursInWords(set)]);
}

const urgency = ({ count, days }: Urgency): Values => [
  [t('Texts that press for time'), textsIn(count, daysInWords(days))],
];

const selfStop = ({ isOn, percent, people, days }: SelfStopSetting): Values => [
  [t('Stop such journeys'), onOff(isOn)],
  [t('Percent'), String(percent)],
  [t('Of at least people'), formatCount(people)],
  [t('In days'), String(days)],
];

const senders = ({ senders }: Senders): Values => [
  [t('Senders'), orNone(senders.map(senderInWords).join('; '))],
];

const price = ({ price }: { price: PartPrice | null }): Values => [
  [t('A part'), price ? priceInWords(price) : t('not said')],
];

interface Account {
  authId: string | null;
  baseUrl: string | null;
  tokensStoredAt: string | null;
}
const carrier = ({ authId, baseUrl, tokensStoredAt }: Account): Values => [
  [t('Account'), orNone(authId)],
  [t('Address'), orNone(baseUrl)],
  [SECRET, tokensStoredAt === null ? '' : wholeTime(tokensStoredAt)],
];

const waitlist = (settings: WaitlistSettings): Values =>
  ROUND_FIELDS.map(({ name, label }) => [label, String(settings[name])]);

const storefront = ({ origins, checkoutForm }: StorefrontChange): Values => [
  [t('Addresses of your shop'), orNone(origins?.join(', '))],
  [
    t('Who ticks at the checkout'),
    checkoutForm ? t('signs up by “{name}”', { name: checkoutForm }) : t('is in at once, for marketing'),
  ],
];

const PROGRAMMES: Record<LoyaltySettings['kind'], string> = {
  none: t('None'),
  theirs: t('The shop’s own'),
  ours: t('A simple one here'),
};
const loyalty = (set: LoyaltySettings): Values => [
  [t('Programme'), PROGRAMMES[set.kind]],
  [t('Points for each {currency}', { currency: set.currency }), String(set.pointsPerUnit)],
  [t('Expire after days'), set.expiryDays ? String(set.expiryDays) : t('never')],
  [t('Points on a birthday'), orNone(set.birthday && String(set.birthday.points))],
  [t('By what'), set.tierBy === 'spend' ? t('what they spent') : t('points they earned')],
  [t('In the last days'), set.tierDays ? String(set.tierDays) : t('all days')],
  [t('Tiers'), orNone(set.tiers.map(({ name, from }) => `${name} ${from}`).join(', '))],
  [t('Rewards'), orNone(set.rewards.map(({ name, points }) => `${name} ${points}`).join(', '))],
  [
    t('Ask the programme'),
    orNone(set.ask && [set.ask.url, set.ask.balancePath, set.ask.tierPath].filter(Boolean).join(', ')),
  ],
];

/** A value that is told by nothing but that it is another now. */
export const SECRET = t('Tokens');

const PARTS: Record<string, (part: never) => Values> = {
  '/api/settings/texts': texts,
  '/api/settings/limits': limits,
  '/api/settings/hours': hours,
  '/api/settings/urgency': urgency,
  '/api/settings/self-stop': selfStop,
  '/api/settings/senders': senders,
  '/api/settings/part-price': price,
  '/api/settings/carrier': carrier,
  '/api/settings/waitlist': waitlist,
  '/api/settings/storefront': storefront,
  '/api/settings/loyalty': loyalty,
};

/** @param path the part's address in the API */
export const valuesOf = (path: string, part: SettingPart): Values =>
  PARTS[path]?.(part as never) ?? Object.entries(part).map(([name, value]) => [name, JSON.stringify(value)]);
