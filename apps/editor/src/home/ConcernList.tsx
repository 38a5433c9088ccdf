import type { Concern } from '@signalbox/api/contract';
import { Link } from 'react-router';
import { whyItStopped } from '../journeys/why-it-stopped.js';
import { formatAbout } from '../format/number.js';
import { said } from '../language/said.js';
import { t } from '../language/t.js';
import { STATES } from '../messages/message-words.js';
import { Chip, type Tone } from '../ui/Chip.js';
import classes from './ConcernList.module.css';

/** What will not come right by itself, each with the way to it. Nothing is shown while there is nothing. */
export function ConcernList({ concerns }: { concerns: Concern[] }) {
  if (concerns.length === 0) return null;
  return (
    <ul className={classes.list} aria-label={t('Wants attention')}>
      {concerns.map((concern) => {
        const { tone, label, journey, words, to, action } = inWords(concern);
        return (
          <li
            key={`${concern.kind}/${'journeyId' in concern ? concern.journeyId : 'shop' in concern ? concern.shop : ''}`}
          >
            <Chip tone={tone} lamp>
              {label}
            </Chip>
            <p>
              {journey && <b>{journey}: </b>}
              {words}
            </p>
            <Link to={to}>{action}</Link>
          </li>
        );
      })}
    </ul>
  );
}

interface Words {
  tone: Tone;
  label: string;
  journey?: string;
  words: string;
  to: string;
  action: string;
}

function inWords(concern: Concern): Words {
  switch (concern.kind) {
    case 'carrier-refuses':
      return {
        tone: 'stop',
        label: t('Carrier'),
        words: t('The carrier refused {count, plural, one {# text} other {# texts}} today. {reason}.', {
          count: concern.count,
          reason: said(concern.reason),
        }),
        to: '/settings',
        action: t('Look at the carrier'),
      };
    case 'shop-gone':
      return {
        tone: 'stop',
        label: t('Shop'),
        words: t('{shop} took Signalbox out. Nothing that happens there is told to us any more.', {
          shop: concern.shop.replace(/^shopify\//, ''),
        }),
        to: '/integrations',
        action: t('Look at the integrations'),
      };
    case 'stuck-runs':
      return {
        tone: 'stop',
        label: t('Stuck'),
        journey: concern.journeyName,
        words: t(
          '{count, plural, one {# person stands} other {# people stand}} still on a step that could not be done.',
          { count: concern.count },
        ),
        to: `/journeys/${concern.journeyId}/runs?status=stuck`,
        action: t('See who and why'),
      };
    case 'stopped-itself':
      return {
        tone: 'stop',
        label: t('Stopped itself'),
        journey: concern.journeyName,
        words: whyItStopped(concern),
        to: `/journeys/${concern.journeyId}`,
        action: t('Look at the journey'),
      };
    case 'came-too-late':
      return {
        tone: 'wait',
        label: t('Not sent'),
        journey: concern.journeyName,
        words: t(
          'for {count, plural, one {# person} other {# people}} the text would have come too late this week.',
          { count: concern.count },
        ),
        to: `/messages?journey=${concern.journeyId}&state=${STATES.notSent}`,
        action: t('See who and why'),
      };
    case 'silent-journey':
      return {
        tone: 'wait',
        label: t('Silent'),
        journey: concern.journeyName,
        words: t(
          'nobody has entered for {sinceDays, plural, one {# day} other {# days}}; before, about {perDayBefore} a day did.',
          { sinceDays: concern.sinceDays, perDayBefore: formatAbout(concern.perDayBefore) },
        ),
        to: '/events',
        action: t('See what comes in'),
      };
    case 'texts-unknown':
      return {
        tone: 'wait',
        label: t('Not known'),
        words: t(
          'The carrier never said what became of {count, plural, one {# text} other {# texts}}. None is sent again by itself.',
          { count: concern.count },
        ),
        to: `/messages?state=${STATES.unknown}`,
        action: t('Decide'),
      };
  }
}
