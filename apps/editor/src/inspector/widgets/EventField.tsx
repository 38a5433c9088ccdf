import { Autocomplete } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { eventNamesQuery } from '../../api/queries.js';
import { shortTime } from '../../format/time.js';
import { t } from '../../language/t.js';
import { faultOf, type FieldProps } from '../field-props.js';
import classes from './widgets.module.css';

/** An event's name: one that was seen or is known, or any that somebody's shop will send one day. */
export function EventField(props: FieldProps) {
  const { schema, label, value, onChange } = props;
  const events = useQuery(eventNamesQuery).data ?? [];
  const name = typeof value === 'string' ? value : '';
  const known = events.find((event) => event.name === name);
  const hint = known
    ? known.lastSeenAt
      ? t('Last seen {lastSeenAt}.', { lastSeenAt: shortTime(known.lastSeenAt) })
      : t('Not seen yet.')
    : name && events.length > 0
      ? t('No such event has been seen yet. Check the spelling.')
      : null;
  return (
    <>
      <Autocomplete
        label={label}
        description={schema.description}
        placeholder={t('Checkout Started')}
        data={events.map((event) => event.name)}
        value={name}
        error={faultOf(props)}
        maxDropdownHeight={280}
        onChange={onChange}
        renderOption={({ option }) => {
          const event = events.find((candidate) => candidate.name === option.value);
          return (
            <div>
              <div>{option.value}</div>
              {event?.description && <div className={classes.hint}>{event.description}</div>}
            </div>
          );
        }}
      />
      {hint && <p className={classes.hint}>{hint}</p>}
    </>
  );
}
