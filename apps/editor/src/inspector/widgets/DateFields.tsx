import { ClockField } from '../../dates/ClockField.js';
import { DayField } from '../../dates/DayField.js';
import { faultOf, type FieldProps } from '../field-props.js';

const widget = (Field: typeof DayField | typeof ClockField) =>
  function DateWidget(props: FieldProps) {
    const { schema, label, value, isRequired, onChange } = props;
    return (
      <Field
        label={label}
        description={schema.description}
        value={typeof value === 'string' ? value : ''}
        error={faultOf(props)}
        isRequired={isRequired}
        onChange={(next) => onChange(next === '' && !isRequired ? undefined : next)}
        // It is kept as it was typed, so that the step says that something is wrong.
        onUnread={onChange}
      />
    );
  };

/** `HH:MM` */
export const TimeWidget = widget(ClockField);
/** `YYYY-MM-DD` */
export const DayWidget = widget(DayField);
