import { Chip, Group, Input } from '@mantine/core';
import { WEEKDAY_NAMES } from '../../format/weekdays.js';
import { faultOf, type FieldProps } from '../field-props.js';

/** Days of the week; none chosen means any. */
export function WeekdaysField(props: FieldProps) {
  const { schema, label, value, onChange } = props;
  const chosen = Array.isArray(value) ? value.map(String) : [];
  return (
    <Input.Wrapper
      label={label}
      labelElement="div"
      description={schema.description}
      error={faultOf(props)}
      role="group"
      aria-label={label}
    >
      <Chip.Group
        multiple
        value={chosen}
        onChange={(days) => onChange(Object.keys(WEEKDAY_NAMES).filter((day) => days.includes(day)))}
      >
        <Group gap={4} mt={4}>
          {Object.entries(WEEKDAY_NAMES).map(([day, name]) => (
            <Chip key={day} value={day} size="xs" radius="sm">
              {name}
            </Chip>
          ))}
        </Group>
      </Chip.Group>
    </Input.Wrapper>
  );
}
