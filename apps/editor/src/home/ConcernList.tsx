import type { Concern } from '@signalbox/api/contract';
import { Link } from 'react-router';
import { STATES } from '../messages/message-words.js';
import { countOf } from '../format/number.js';
import { Chip, type Tone } from '../ui/Chip.js';
import classes from './ConcernList.module.css';

/** What will not come right by itself, each with the way to it. Nothing is shown while there is nothing. */
export function ConcernList({ concerns }: { concerns: Concern[] }) {
  if (concerns.length === 0) return null;
  return (
    <ul className={classes.list} aria-label="Wants attention">
      {concerns.map((concern) => {
        const { tone, label, journey, words, to, action } = inWords(concern);
        return (
          <li key={`${concern.kind}/${'journeyId' in concern ? concern.journeyId : ''}`}>
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
        label: 'Carrier',
        words: `The carrier refused ${countOf(concern.count, 'text', 'texts')} today. ${concern.reason}.`,
        to: '/settings',
        action: 'Look at the carrier',
      };
    case 'stuck-runs':
      return {
        tone: 'stop',
        label: 'Stuck',
        journey: concern.journeyName,
        words: `${countOf(concern.count, 'person stands', 'people stand')} still on a step that could not be done.`,
        to: `/journeys/${concern.journeyId}/runs?status=stuck`,
        action: 'See who and why',
      };
    case 'came-too-late':
      return {
        tone: 'wait',
        label: 'Not sent',
        journey: concern.journeyName,
        words: `for ${countOf(concern.count, 'person', 'people')} the text would have come too late this week.`,
        to: `/messages?journey=${concern.journeyId}&state=${STATES.notSent}`,
        action: 'See who and why',
      };
    case 'silent-journey':
      return {
        tone: 'wait',
        label: 'Silent',
        journey: concern.journeyName,
        words: `nobody has entered for ${countOf(concern.sinceDays, 'day', 'days')}; before, about ${concern.perDayBefore} a day did.`,
        to: '/events',
        action: 'See what comes in',
      };
    case 'texts-unknown':
      return {
        tone: 'wait',
        label: 'Not known',
        words: `The carrier never said what became of ${countOf(concern.count, 'text', 'texts')}. None is sent again by itself.`,
        to: `/messages?state=${STATES.unknown}`,
        action: 'Decide',
      };
  }
}
