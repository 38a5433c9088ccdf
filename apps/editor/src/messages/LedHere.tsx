import { Button } from '@mantine/core';
import { IconX } from '@tabler/icons-react';
import type { MessageFilter } from '../api/queries.js';
import { dayAndTimeOf } from '../format/time.js';
import { t } from '../language/t.js';
import classes from './MessagesPage.module.css';

interface Props {
  filter: MessageFilter;
  onTakeAway: (name: keyof MessageFilter) => void;
}

/** What the number asked for that led here, beyond the filters to choose from: each goes away at a press. */
export function LedHere({ filter, onTakeAway }: Props) {
  const asked = askedFor(filter);
  if (asked.length === 0) return null;
  return (
    <div className={classes.filters} role="group" aria-label={t('More filters')}>
      {asked.map(({ name, words }) => (
        <Button
          key={name}
          size="compact-xs"
          variant="light"
          radius="xl"
          rightSection={<IconX size={12} aria-hidden />}
          aria-label={t('{words}: take this filter away', { words })}
          onClick={() => onTakeAway(name)}
        >
          {words}
        </Button>
      ))}
    </div>
  );
}

function askedFor({ node, version, from, to, then }: MessageFilter) {
  const asked: { name: keyof MessageFilter; words: string }[] = [];
  if (node) asked.push({ name: 'node', words: t('Of one step') });
  if (version) asked.push({ name: 'version', words: t('Version {version}', { version }) });
  if (from) asked.push({ name: 'from', words: t('Entered since {time}', { time: dayAndTimeOf(from) }) });
  if (to) asked.push({ name: 'to', words: t('Entered before {time}', { time: dayAndTimeOf(to) }) });
  if (then === 'clicked') asked.push({ name: 'then', words: t('Somebody clicked') });
  if (then === 'ordered') asked.push({ name: 'then', words: t('Ordered within 3 days') });
  return asked;
}
