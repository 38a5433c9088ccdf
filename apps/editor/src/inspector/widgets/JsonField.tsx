import { JsonInput } from '@mantine/core';
import { useState } from 'react';
import { t } from '../../language/t.js';
import { faultOf, type FieldProps } from '../field-props.js';

const asText = (value: unknown) => (value === undefined ? '' : JSON.stringify(value, null, 2));

/** For shapes that no widget draws: the value as JSON. */
export function JsonField(props: FieldProps) {
  const { schema, label, value, onChange } = props;
  const [draft, setDraft] = useState<{ text: string; of: unknown }>({ text: asText(value), of: value });
  // Undo, or another tab, may change the value beneath what was typed.
  const text = draft.of === value ? draft.text : asText(value);
  return (
    <JsonInput
      label={label}
      description={schema.description}
      autosize
      minRows={2}
      validationError={t('This is not JSON yet')}
      value={text}
      error={faultOf(props)}
      onChange={(next) => {
        let parsed: unknown;
        try {
          parsed = next.trim() === '' ? undefined : JSON.parse(next);
        } catch {
          setDraft({ text: next, of: value });
          return;
        }
        setDraft({ text: next, of: parsed });
        onChange(parsed);
      }}
    />
  );
}
