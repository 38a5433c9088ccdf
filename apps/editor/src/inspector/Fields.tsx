import { Field } from './Field.js';
import type { FieldsProps } from './field-props.js';

/** The fields of an object's schema, in the order in which its author wrote them. */
export function Fields({ schema, root, path, value, onChange, faults, eventName, skip = [] }: FieldsProps) {
  const ownEvent = typeof value.event === 'string' && value.event !== '' ? value.event : eventName;
  return Object.entries(schema.properties ?? {})
    .filter(([name]) => !skip.includes(name))
    .map(([name, property]) => (
      <Field
        key={name}
        name={name}
        Fields={Fields}
        schema={property}
        root={root}
        path={path ? `${path}.${name}` : name}
        value={value[name]}
        isRequired={schema.required?.includes(name) ?? false}
        faults={faults}
        eventName={ownEvent}
        onChange={(next) => {
          const { [name]: _former, ...rest } = value;
          // `undefined` is not JSON: a field that was emptied leaves.
          onChange(next === undefined ? rest : { ...value, [name]: next });
        }}
      />
    ));
}
