import { Button, Menu, Textarea } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { useRef } from 'react';
import { countOf } from '../../format/number.js';
import { faultOf, type FieldProps } from '../field-props.js';
import { usePaths } from '../paths.js';
import { countParts } from '../sms-parts.js';
import { SmsPreview } from '../SmsPreview.js';
import classes from './widgets.module.css';

/** Writes a text: fields to put in, its length in parts while typing, and the phone it will arrive on. */
export function SmsField(props: FieldProps) {
  const { schema, label, value, onChange, eventName } = props;
  const text = typeof value === 'string' ? value : '';
  const area = useRef<HTMLTextAreaElement>(null);
  const eventPaths = usePaths('event', eventName);
  const personPaths = usePaths('contact', null);

  const insert = (field: string) => {
    const element = area.current;
    const from = element?.selectionStart ?? text.length;
    const to = element?.selectionEnd ?? text.length;
    onChange(`${text.slice(0, from)}${field}${text.slice(to)}`);
    requestAnimationFrame(() => {
      element?.focus();
      element?.setSelectionRange(from + field.length, from + field.length);
    });
  };

  const { characters, room, parts, unicodeBecause } = countParts(text);
  return (
    <>
      <div className={classes.labelRow}>
        <label htmlFor={`field-${props.path}`}>{label}</label>
        <span className="num" aria-live="polite">
          {characters} of {room} · {countOf(parts, 'part', 'parts')}
        </span>
      </div>
      <Textarea
        id={`field-${props.path}`}
        ref={area}
        autosize
        minRows={4}
        maxRows={12}
        maxLength={schema.maxLength}
        description={schema.description}
        placeholder="Acme: hi {{ contact.first_name }}, …"
        value={text}
        error={faultOf(props)}
        onChange={(event) => onChange(event.currentTarget.value)}
      />
      <div className={classes.chips}>
        <FieldMenu
          title="Person"
          fields={personPaths.map(({ path }) => ({
            label: path.replace(/_/g, ' '),
            field: `{{ contact.${path} }}`,
          }))}
          onPick={insert}
        />
        <FieldMenu
          title={eventName ? `Event: ${eventName}` : 'Event'}
          short="Event"
          fields={eventPaths.map(({ path }) => ({ label: path, field: `{{ event.${path} }}` }))}
          onPick={insert}
        />
      </div>
      {unicodeBecause && (
        <p className={classes.hint}>
          “{unicodeBecause}” is not in the phone network’s own alphabet, so a part holds 70 characters instead
          of 160.
        </p>
      )}
      {text.includes('{{') && (
        <p className={classes.hint}>
          Fields count as they are written here; each person’s text is counted when it is sent.
        </p>
      )}
      <SmsPreview text={text} eventName={eventName} />
    </>
  );
}

interface FieldMenuProps {
  title: string;
  short?: string;
  fields: { label: string; field: string }[];
  onPick: (field: string) => void;
}

function FieldMenu({ title, short, fields, onPick }: FieldMenuProps) {
  return (
    <Menu position="bottom-start" transitionProps={{ duration: 0 }} returnFocus={false}>
      <Menu.Target>
        <Button size="compact-xs" variant="default" radius="xl" leftSection={<IconPlus size={12} />}>
          {short ?? title}
        </Button>
      </Menu.Target>
      <Menu.Dropdown mah={300} className={classes.scroll!}>
        <Menu.Label>{title}</Menu.Label>
        {fields.map(({ label, field }) => (
          <Menu.Item key={field} onClick={() => onPick(field)}>
            {label}
          </Menu.Item>
        ))}
        {fields.length === 0 && <Menu.Label>Nothing is known of this event yet.</Menu.Label>}
      </Menu.Dropdown>
    </Menu>
  );
}
