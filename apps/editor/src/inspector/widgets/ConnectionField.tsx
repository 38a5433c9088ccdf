import { Button, Select } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { sayError } from '../../api/client.js';
import { connectionsQuery } from '../../api/queries.js';
import { t } from '../../language/t.js';
import { faultOf, type FieldProps } from '../field-props.js';
import { NewConnectionDialog } from './NewConnectionDialog.js';
import { May } from '../../team/May.js';
import classes from './widgets.module.css';

/** Chooses one of the stored connections of a kind, or stores a new one. */
export function ConnectionField(props: FieldProps) {
  const { schema, label, value, onChange } = props;
  const kind = schema.ui?.kind;
  const [isAdding, setAdding] = useState(false);
  const query = useQuery(connectionsQuery);
  const fitting = (query.data ?? []).filter((connection) => !kind || connection.kind === kind);
  const chosen = typeof value === 'string' && value !== '' ? value : null;
  const isGone = chosen !== null && query.data !== undefined && !fitting.some(({ id }) => id === chosen);
  return (
    <>
      <Select
        label={label}
        description={schema.description}
        placeholder={query.data && fitting.length === 0 ? t('No connection yet') : t('Choose…')}
        data={[
          ...fitting.map(({ id, name, baseUrl }) => ({
            value: id,
            label: `${name} (${new URL(baseUrl).host})`,
          })),
          ...(isGone ? [{ value: chosen, label: t('A connection that was removed') }] : []),
        ]}
        value={chosen}
        clearable={!props.isRequired}
        error={
          query.error ? sayError(query.error) : isGone ? t('Choose another connection.') : faultOf(props)
        }
        onChange={(next) => onChange(next ?? undefined)}
      />
      <May need="manage" hide>
        <Button
          className={classes.below!}
          size="compact-xs"
          variant="default"
          leftSection={<IconPlus size={12} />}
          onClick={() => setAdding(true)}
        >
          {t('New connection')}
        </Button>
      </May>
      <NewConnectionDialog
        kind={kind ?? 'http'}
        isOpen={isAdding}
        onClose={() => setAdding(false)}
        onAdded={(connection) => onChange(connection.id)}
      />
    </>
  );
}
