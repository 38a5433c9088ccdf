import { Button, Loader, Select } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { sayError } from '../../api/client.js';
import { choicesQuery } from '../../api/queries.js';
import { t } from '../../language/t.js';
import { faultOf, type FieldProps } from '../field-props.js';
import { useStepInForm } from '../step-context.js';
import classes from './widgets.module.css';

/** A select whose choices a service knows: they are loaded, and what went wrong is said where one looks for them. */
export function ChoicesField(props: FieldProps) {
  const { schema, label, value, root, onChange } = props;
  const { choicesFrom = '', dependsOn } = schema.ui ?? {};
  const { type, config } = useStepInForm() ?? { type: '', config: {} };
  const { [props.path]: _own, ...others } = config;
  const depends = dependsOn ? dependsOn.map((field) => config[field] ?? null) : [others];
  const missing = dependsOn?.find((field) => config[field] === undefined || config[field] === '');
  const query = useQuery({
    ...choicesQuery(type, choicesFrom, config, depends),
    enabled: missing === undefined,
  });

  const chosen = typeof value === 'string' && value !== '' ? value : null;
  const choices = query.data ?? [];
  // What is no longer offered, or not loaded yet, stays visible.
  const isKnown = chosen === null || choices.some((choice) => choice.value === chosen);
  const data = isKnown ? choices : [...choices, { value: chosen, label: chosen }];
  const hint = missing
    ? t('Choose “{title}” first', { title: root.properties?.[missing]?.title ?? missing })
    : query.isLoading
      ? t('Loading…')
      : query.data?.length === 0
        ? t('There is nothing to choose from')
        : t('Choose…');
  return (
    <>
      <Select
        label={label}
        description={schema.description}
        placeholder={hint}
        searchable
        disabled={missing !== undefined}
        nothingFoundMessage={t('No such choice')}
        rightSection={query.isFetching ? <Loader size={14} aria-label={t('Loading choices')} /> : undefined}
        data={data}
        value={chosen}
        error={query.error ? null : faultOf(props)}
        onChange={(next) => onChange(next ?? undefined)}
      />
      {query.error && (
        <p className={classes.trouble} role="alert">
          {sayError(query.error)}{' '}
          <Button size="compact-xs" variant="default" onClick={() => void query.refetch()}>
            {t('Try again')}
          </Button>
        </p>
      )}
    </>
  );
}
