import { Chip, Group, Input } from '@mantine/core';
import { t } from '../../language/t.js';
import { faultOf, type FieldProps } from '../field-props.js';

const DAYS = {
  mon: t('Mon'),
  tue: t('Tue'),
  wed: t('Wed'),
  thu: t('Thu'),
  fri: t('Fri'),
  sat: t('Sat'),
  sun: t('Sun'),
};

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
        onChange={(days) => onChange(Object.keys(DAYS).filter((day) => days.includes(day)))}
      >
        <Group gap={4} mt={4}>
          {Object.entries(DAYS).map(([day, name]) => (
            <Chip key={day} value={day} size="xs" radius="sm">
              {name}
            </Chip>
          ))}
        </Group>
      </Chip.Group>
    </Input.Wrapper>
  );
}
