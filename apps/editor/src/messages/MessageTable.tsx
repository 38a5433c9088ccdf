import type { MessageSummary } from '@signalbox/api/contract';
import { Link } from 'react-router';
import { said } from '../language/said.js';
import { t } from '../language/t.js';
import { Chip } from '../ui/Chip.js';
import { Table } from '../ui/Table.js';
import { Time } from '../ui/Time.js';
import { messageState } from './message-words.js';
import classes from './MessageTable.module.css';
import { ResolveUnknown } from './ResolveUnknown.js';
import { Transitions } from './Transitions.js';
import { WhatToDo } from './WhatToDo.js';

interface Props {
  messages: MessageSummary[];
  /** On a person's own page it is plain who. */
  withPerson?: boolean;
  /** What to do about each that was not sent, unless it is said of all of them. */
  withAdvice?: boolean;
}

export function MessageTable({ messages, withPerson = true, withAdvice = true }: Props) {
  return (
    <Table
      label={t('Texts')}
      rows={messages}
      rowKey={(message) => message.id}
      columns={[
        ...(withPerson
          ? [
              {
                title: t('Person'),
                cell: ({ contact, phone }: MessageSummary) =>
                  contact ? <Link to={`/people/${contact.id}`}>{contact.name || phone}</Link> : phone,
              },
            ]
          : []),
        {
          title: t('State'),
          cell: (message) => <Chip tone={messageState(message).tone}>{messageState(message).words}</Chip>,
          narrow: true,
        },
        {
          title: t('Text, or why not'),
          cell: (message) => (
            <div className={classes.text}>
              {message.reason && <p className={classes.reason}>{said(message.reason)}</p>}
              {message.body && <p className={message.reason ? classes.quiet : undefined}>{message.body}</p>}
              {withAdvice && message.advice && (
                <p className={classes.advice}>
                  <WhatToDo message={message} />
                </p>
              )}
              {message.state === 'unknown' && message.reasonCode === 'not-known' && (
                <ResolveUnknown messageId={message.id} />
              )}
            </div>
          ),
        },
        {
          title: t('Journey'),
          cell: ({ journey, runId }) =>
            journey && (runId ? <Link to={`/runs/${runId}`}>{journey.name}</Link> : journey.name),
        },
        { title: t('Parts'), cell: (message) => message.parts ?? '–', numeric: true, narrow: true },
        {
          title: t('When'),
          cell: (message) => <Time at={message.acceptedAt ?? message.plannedAt} />,
          narrow: true,
        },
        {
          key: 'history',
          title: <span className={classes.unseen}>{t('What became of it')}</span>,
          cell: (message) => <Transitions messageId={message.id} />,
          narrow: true,
        },
      ]}
    />
  );
}
