import { Input, Select } from '@mantine/core';
import { useState } from 'react';
import { DURATION_UNITS, wholeUnit, type DurationUnit } from '../../format/duration.js';
import { t } from '../../language/t.js';
import { NumberBox } from '../../ui/NumberBox.js';
import { faultOf, type FieldProps } from '../field-props.js';
import classes from './widgets.module.css';

/** A length of time as people say it; kept in milliseconds. */
export function DurationField(props: FieldProps) {
  const { schema, label, value, onChange } = props;
  const ms = typeof value === 'number' ? value : null;
  const [chosen, setChosen] = useState<DurationUnit | null>(null);
  const unit = chosen ?? (ms === null ? 'hours' : wholeUnit(ms));
  const unitMs = DURATION_UNITS.find((one) => one.name === unit)!.ms;
  return (
    <Input.Wrapper label={label} labelElement="div" description={schema.description} error={faultOf(props)}>
      <div className={classes.row}>
        <NumberBox
          aria-label={label}
          className={classes.amount!}
          min={0}
          hideControls
          value={ms === null ? null : ms / unitMs}
          onChange={(amount) => {
            // 1.5 hours are 90 minutes, but not while somebody types them.
            setChosen(unit);
            onChange(amount === undefined ? undefined : Math.round(amount * unitMs));
          }}
        />
        <Select
          aria-label={t('{label}: unit', { label })}
          className={classes.grow!}
          allowDeselect={false}
          data={[...DURATION_UNITS].reverse().map(({ name, many }) => ({ value: name, label: many }))}
          value={unit}
          onChange={(next) => {
            const picked = DURATION_UNITS.find((one) => one.name === next);
            if (!picked) return;
            setChosen(picked.name);
            if (ms !== null) onChange(Math.round((ms / unitMs) * picked.ms));
          }}
        />
      </div>
    </Input.Wrapper>
  );
}
