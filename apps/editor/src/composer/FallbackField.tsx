import { Button, TextInput } from '@mantine/core';
import { useState } from 'react';
import { formatCount } from '../format/number.js';
import { t } from '../language/t.js';
import classes from './Composer.module.css';
import { FALLBACKS } from './use-field-groups.js';

interface Props {
  /** The person's field, such as `first_name`. */
  path: string;
  /** How many are known to lack it. */
  lacking: { count: number; of: number } | null;
  onSay: (fallback: string) => void;
}

/** Asks what a text says to those who lack one of its fields; nothing at all is an answer, too. */
export function FallbackField({ path, lacking, onSay }: Props) {
  const [fallback, setFallback] = useState(FALLBACKS[path] ?? '');
  const name = path.replaceAll(/[._]/g, ' ');
  return (
    <div className={classes.fallback} role="group" aria-label={t('Where {name} is missing', { name })}>
      <p>{whoLacks(name, lacking)}</p>
      <div>
        <TextInput
          size="xs"
          aria-label={t('Instead of {name}', { name })}
          placeholder={t('nothing')}
          maxLength={60}
          value={fallback}
          onChange={(event) => setFallback(event.currentTarget.value)}
          onKeyDown={(event) => {
            if (event.key !== 'Enter') return;
            // The form of the step is around it.
            event.preventDefault();
            onSay(fallback);
          }}
        />
        <Button size="xs" variant="default" onClick={() => onSay(fallback)}>
          {t('Put in')}
        </Button>
      </div>
    </div>
  );
}

function whoLacks(name: string, lacking: Props['lacking']): string {
  if (!lacking?.count) return t('Not everybody has “{name}”. Where it is missing, say:', { name });
  const values = { name, count: formatCount(lacking.count), of: formatCount(lacking.of) };
  return lacking.count === lacking.of
    ? t('Nobody has “{name}” ({count} of {of} lack it): is it spelt right? Where it is missing, say:', values)
    : t('Not everybody has “{name}” ({count} of {of} lack it). Where it is missing, say:', values);
}
