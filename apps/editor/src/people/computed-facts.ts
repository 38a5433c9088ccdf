import type { ContactDetail } from '@signalbox/api/contract';
import { formatCount, formatMoney } from '../format/number.js';
import { t } from '../language/t.js';

export interface ComputedFact {
  label: string;
  words?: string;
  at?: string;
}

/** What is computed of a person, in plain words; only what there is. */
export function computedFacts(computed: ContactDetail['computed']): ComputedFact[] {
  const { averageOrder, medianGapDays, recency, frequency, monetary, referralCount, pointsBalance } =
    computed;
  const facts: (ComputedFact | false)[] = [
    Object.keys(averageOrder).length > 0 && { label: t('Average order'), words: formatMoney(averageOrder) },
    at(t('First order'), computed.firstOrderAt),
    at(t('Last order'), computed.lastOrderAt),
    words(t('Buys most of'), computed.favouriteCategory),
    medianGapDays !== null && { label: t('Usually orders'), words: rhythm(Math.round(medianGapDays)) },
    at(t('Next order expected'), computed.predictedNextOrderAt),
    recency !== null &&
      frequency !== null &&
      monetary !== null && {
        label: t('Among customers'),
        words: t('lately {recency}, often {frequency}, spends {monetary}; 5 is the best', {
          recency,
          frequency,
          monetary,
        }),
      },
    words(t('Tier'), computed.tier),
    pointsBalance !== 0 && { label: t('Points'), words: formatCount(pointsBalance) },
    computed.hasOpenCase && { label: t('Support'), words: t('waits for an answer: a case is open') },
    referralCount > 0 && {
      label: t('Brought'),
      words: t('{referralCount, plural, one {# person} other {# people}}', { referralCount }),
    },
    at(t('Others wrote to them'), computed.contactedElsewhereAt),
  ];
  return facts.filter((fact) => fact !== false);
}

const words = (label: string, value: string | null): ComputedFact | false =>
  value !== null && { label, words: value };

const at = (label: string, instant: string | null): ComputedFact | false =>
  instant !== null && { label, at: instant };

const rhythm = (days: number) =>
  days <= 1 ? t('every day') : t('every {days} days', { days: formatCount(days) });
