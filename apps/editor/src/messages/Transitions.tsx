import { ActionIcon, Popover } from '@mantine/core';
import type { Transition } from '@signalbox/api/contract';
import { IconHistory } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { api } from '../api/client.js';
import { said } from '../language/said.js';
import { t } from '../language/t.js';
import { Time } from '../ui/Time.js';
import { messageState, type StateOfText } from './message-words.js';
import classes from './Transitions.module.css';

/** Everything that became of one text, with when and why; asked for when somebody wants to know. */
export function Transitions({ messageId }: { messageId: string }) {
  const [isOpen, setIsOpen] = useState(false);
  const transitions = useQuery({
    queryKey: ['transitions', messageId],
    queryFn: async ({ signal }) =>
      (await api.get<{ transitions: Transition[] }>(`/api/messages/${messageId}/transitions`, signal))
        .transitions,
    enabled: isOpen,
  }).data;
  return (
    <Popover
      opened={isOpen}
      onChange={setIsOpen}
      position="bottom-end"
      width={340}
      shadow="md"
      trapFocus
      withinPortal
    >
      <Popover.Target>
        <ActionIcon
          variant="subtle"
          color="gray"
          size="sm"
          aria-label={t('What became of it')}
          onClick={() => setIsOpen(!isOpen)}
        >
          <IconHistory size={15} stroke={1.8} />
        </ActionIcon>
      </Popover.Target>
      <Popover.Dropdown>
        <ol className={classes.steps} aria-label={t('What became of it')} tabIndex={-1} data-autofocus>
          {transitions?.map(({ state, at, cause }, index) => (
            <li key={index}>
              <b>{messageState({ state: state as StateOfText }).words}</b>
              <Time at={at} />
              <p>{said(cause)}</p>
            </li>
          ))}
        </ol>
      </Popover.Dropdown>
    </Popover>
  );
}
