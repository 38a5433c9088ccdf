import { Alert, Anchor, Button, Group } from '@mantine/core';
import { Link } from 'react-router';
import { ApiProblem, sayError } from '../api/client.js';
import { quoted } from '../format/words.js';
import { t } from '../language/t.js';
import { typedValue, typeOfValue } from './attribute-values.js';
import { FIELDS, type Field, type Held } from './correction.js';

interface Props {
  error: unknown;
  onTheirs: (now: Partial<Held>) => void;
  onMerge: (other: { id: string; name: string }) => void;
}

/** Why a correction was not kept, and what can be done about it. */
export function RefusedCorrection({ error, onTheirs, onMerge }: Props) {
  const code = error instanceof ApiProblem ? error.code : null;
  const current = error instanceof ApiProblem ? error.body.current : null;
  if (code === 'stale-revision')
    return <Stale error={error} now={current as Partial<Held>} onTheirs={onTheirs} />;
  if (code === 'somebody-elses') {
    const { person } = current as { person: { id: string; name: string } };
    return (
      <Alert color="yellow" role="alert" title={t('Not saved')}>
        {sayError(error)}
        <Group mt="xs" gap="md">
          <Anchor size="sm" component={Link} to={`/people/${person.id}`} target="_blank">
            {t('Look at {name}', { name: person.name })}
          </Anchor>
          <Button size="compact-sm" variant="default" onClick={() => onMerge(person)}>
            {t('Make them one…')}
          </Button>
        </Group>
      </Alert>
    );
  }
  // What is wrong with a field stands beside it.
  const isOfFields = error instanceof ApiProblem && (error.problem.errors?.length ?? 0) > 0;
  return (
    <Alert color="red" role="alert" title={t('Not saved')}>
      {isOfFields ? error.message : sayError(error)}
    </Alert>
  );
}

const LABELS: Record<Field, string> = {
  firstName: t('First name'),
  lastName: t('Last name'),
  phone: t('Phone'),
  email: t('Email'),
  language: t('Language'),
  timeZone: t('Time zone'),
};

function Stale({
  error,
  now,
  onTheirs,
}: {
  error: unknown;
  now: Partial<Held>;
  onTheirs: Props['onTheirs'];
}) {
  const lines = [
    ...FIELDS.flatMap((field) =>
      now[field] === undefined ? [] : [{ label: LABELS[field], value: now[field] ?? '–' }],
    ),
    ...Object.entries(now.attributes ?? {}).map(([label, value]) => ({ label, value: shown(value) })),
  ];
  return (
    <Alert color="yellow" role="alert" title={t('Changed meanwhile')}>
      {sayError(error)}
      <ul>
        {lines.map(({ label, value }) => (
          <li key={label}>{t('{label} is {value} now', { label, value: quoted(value) })}</li>
        ))}
      </ul>
      <Button size="compact-sm" variant="default" onClick={() => onTheirs(now)}>
        {t('Take that, and keep the rest of mine')}
      </Button>
    </Alert>
  );
}

function shown(value: unknown): string {
  if (value === null) return '–';
  if (typeOfValue(value) === 'boolean') return value ? t('yes') : t('no');
  const { text, items } = typedValue(value);
  return items.length > 0 ? items.join(', ') : text;
}
