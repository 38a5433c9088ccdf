import type { MessageSummary } from '@signalbox/api/contract';
import { Link } from 'react-router';
import { withQuery } from '../api/client.js';
import { said } from '../language/said.js';
import { t } from '../language/t.js';
import { messageState } from '../messages/message-words.js';
import { Transitions } from '../messages/Transitions.js';
import { Chip } from '../ui/Chip.js';
import { Time } from '../ui/Time.js';
import classes from './RunPage.module.css';

interface Props {
  message: MessageSummary;
  /** What the step has said of it already. */
  toldReason: string | null;
}

/** The very text that went out, as the ledger has it: its state, when, in how many parts, and what became of it. */
export function TextOfStep({ message, toldReason }: Props) {
  const { tone, words } = messageState(message);
  const { body, parts, reason, acceptedAt, settledAt, plannedAt, journey, nodeId, phone } = message;
  return (
    <div className={classes.message}>
      {body && <p className={classes.body}>{body}</p>}
      {reason && reason !== toldReason && <p className={classes.reason}>{said(reason)}</p>}
      <p className={classes.facts}>
        <Chip tone={tone}>{words}</Chip>
        <Time at={acceptedAt ?? settledAt ?? plannedAt} />
        {parts !== null && <span>{t('{parts, plural, one {# part} other {# parts}}', { parts })}</span>}
        <Link to={withQuery('/messages', { journey: journey?.id, node: nodeId, search: phone })}>
          {t('In the list of texts')}
        </Link>
        <Transitions messageId={message.id} />
      </p>
    </div>
  );
}
