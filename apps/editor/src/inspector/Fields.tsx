import { Field } from './Field.js';
import type { FieldProps } from './field-props.js';

type Props = Pick<FieldProps, 'schema' | 'root' | 'faults' | 'eventName'> & {
  path: string;
  value: { [field: string]: unknown };
  onChange: (value: { [field: string]: unknown }) => void;
  /** Fields that are not for people: the ids by which ports are named. */
  skip?: string[];
};

/** The fields of an object's schema, in the order in which its author wrote them. */
export function Fields({ schema, root, path, value, onChange, faults, eventName, skip = [] }: Props) {
  const ownEvent = typeof value.event === 'string' && value.event !== '' ? value.event : eventName;
  return Object.entries(schema.properties ?? {})
    .filter(([name]) => !skip.includes(name))
    .map(([name, property]) => (
      <Field
        key={name}
        name={name}
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
