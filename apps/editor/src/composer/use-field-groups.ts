import { useQuery } from '@tanstack/react-query';
import { couponPoolsQuery } from '../api/queries.js';
import { usePaths } from '../inspector/paths.js';
import { said } from '../language/said.js';
import { t } from '../language/t.js';
import type { FieldGroup, PickableField } from './FieldPicker.js';

/** What to say to somebody whose name, or whatever it is, is not known. */
export const FALLBACKS: Record<string, string> = { first_name: 'there', last_name: '', city: t('your town') };

const withSpaces = (path: string) => path.replace(/\.(\d+)\./g, ' › ').replace(/[._]/g, ' ');
/** `items.0.title` as Liquid reads it. */
const inLiquid = (path: string) => path.replace(/\.(\d+)(?=\.|$)/g, '[$1]');
const isAddress = (example: string | null) => /^https?:\/\//.test(example ?? '');

/** All that can stand in a text, by the menu it is found in: of the person and of what let them in, links, codes. */
export function useFieldGroups(
  eventName: string | null,
  coupon: string,
): { fields: FieldGroup[]; links: PickableField[]; codes: FieldGroup[] } {
  const person = usePaths('contact', null);
  const event = usePaths('event', eventName);
  const hasPools = (useQuery(couponPoolsQuery).data ?? []).length > 0;
  const links = event.filter(({ path, example }) => isAddress(example) || /(^|[._])url$/.test(path));
  const ofLinks = [
    ...links.map(({ path }) => ({
      label: withSpaces(path),
      field: `{{ event.${inLiquid(path)} | link }}`,
      hint: t('of the event'),
    })),
    { label: t('preferences'), field: '{{ preferences_link }}', hint: t('their own page') },
    { label: t('way out'), field: '{{ opt_out_link }}', hint: t('ends texting') },
  ];
  const codes =
    coupon || hasPools
      ? [
          {
            title: t('Coupon'),
            fields: [
              { label: t('code'), field: '{{ coupon.code }}', hint: coupon || t('choose the coupon below') },
              { label: t('until when'), field: '{{ coupon.expires | in_words }}', hint: t('Sun 23:59') },
            ],
          },
        ]
      : [];
  const fields = [
    {
      title: t('Person'),
      fields: person.map(({ path, example }) => ({
        label: said(withSpaces(path)),
        field: Object.hasOwn(FALLBACKS, path)
          ? `{{ contact.${path} | default: '${FALLBACKS[path]}' }}`
          : `{{ contact.${path} }}`,
        hint: example,
      })),
    },
    {
      title: eventName ? t('Event: {eventName}', { eventName }) : t('Event'),
      fields: event
        .filter((one) => !links.includes(one))
        .map(({ path, example }) => ({
          label: withSpaces(path),
          field: `{{ event.${inLiquid(path)} }}`,
          hint: example,
        })),
    },
    { title: t('Link'), fields: ofLinks },
    ...codes,
  ];
  return { fields, links: ofLinks, codes };
}
