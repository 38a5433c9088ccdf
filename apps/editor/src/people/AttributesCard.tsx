import { IconAlertTriangle } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { t } from '../language/t.js';
import { Card } from '../ui/Page.js';
import { Properties } from '../ui/Properties.js';
import { conflictOfValue } from './attribute-conflict.js';
import { attributesQuery } from './people-queries.js';
import classes from './PersonPage.module.css';

/** What is known of a person beside the fields that everybody has, and where it is of another type than elsewhere. */
export function AttributesCard({ attributes }: { attributes: { [name: string]: unknown } }) {
  const known = useQuery(attributesQuery).data ?? [];
  const conflicts = Object.entries(attributes).flatMap(([name, value]) => {
    const says = conflictOfValue(
      value,
      known.find((each) => each.name === name && !each.isOwn),
    );
    return says ? [{ name, says }] : [];
  });
  return (
    <Card title={t('Attributes')}>
      <Properties value={attributes} />
      {conflicts.length > 0 && (
        <ul className={classes.conflicts} aria-label={t('Of another type than elsewhere')}>
          {conflicts.map(({ name, says }) => (
            <li key={name}>
              <IconAlertTriangle size={14} stroke={1.8} aria-hidden />
              <span>
                <b>{name}</b> {says}
              </span>
            </li>
          ))}
        </ul>
      )}
    </Card>
  );
}
