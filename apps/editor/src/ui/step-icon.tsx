import {
  IconBolt,
  IconBox,
  IconArrowsShuffle,
  IconBrandTelegram,
  IconCake,
  IconCalendarEvent,
  IconCheck,
  IconClock,
  IconDoorExit,
  IconFlask,
  IconGauge,
  IconGitFork,
  IconHourglass,
  IconLink,
  IconMessage,
  IconMessageReply,
  IconNote,
  IconPlayerPlay,
  IconQuestionMark,
  IconRepeat,
  IconStar,
  IconTag,
  IconTicket,
  IconUser,
  IconUsers,
  IconVariable,
  type Icon,
} from '@tabler/icons-react';
import type { NodeTypeEntry } from '@signalbox/engine/graph';
import { t } from '../language/t.js';
import classes from './step-icon.module.css';

const icons: { [name: string]: Icon } = {
  bolt: IconBolt,
  box: IconBox,
  cake: IconCake,
  calendar: IconCalendarEvent,
  check: IconCheck,
  clock: IconClock,
  dice: IconArrowsShuffle,
  door: IconDoorExit,
  flask: IconFlask,
  fork: IconGitFork,
  gauge: IconGauge,
  hourglass: IconHourglass,
  link: IconLink,
  message: IconMessage,
  'message-in': IconMessageReply,
  note: IconNote,
  play: IconPlayerPlay,
  repeat: IconRepeat,
  send: IconBrandTelegram,
  star: IconStar,
  tag: IconTag,
  ticket: IconTicket,
  user: IconUser,
  users: IconUsers,
  variable: IconVariable,
};

/** The picture of a kind of step; a type this editor does not know gets a question mark. */
export function StepIcon({ entry, small = false }: { entry: NodeTypeEntry | undefined; small?: boolean }) {
  const size = small ? 14 : 16;
  // A node's own picture; as a mask, it takes the colour of its group.
  const own = entry?.icon.startsWith('data:image/svg+xml;base64,') ? `url("${entry.icon}")` : null;
  const Picture = (entry && icons[entry.icon]) ?? (entry ? IconBox : IconQuestionMark);
  return (
    <span
      className={classes.icon}
      data-group={entry ? entry.group : 'unknown'}
      data-small={small || undefined}
      aria-hidden
    >
      {own ? (
        <span className={classes.own} style={{ width: size, height: size, maskImage: own }} />
      ) : (
        <Picture size={size} stroke={1.8} />
      )}
    </span>
  );
}

/** The groups of the palette, in the order in which a journey is thought. */
export const GROUPS: { group: NodeTypeEntry['group']; title: string }[] = [
  { group: 'trigger', title: t('Start') },
  { group: 'send', title: t('Send') },
  { group: 'wait', title: t('Wait') },
  { group: 'decide', title: t('Decide') },
  { group: 'do', title: t('Do') },
];
