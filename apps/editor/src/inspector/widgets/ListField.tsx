import { ActionIcon, Button, Input } from '@mantine/core';
import { IconArrowDown, IconArrowUp, IconPlus, IconTrash } from '@tabler/icons-react';
import { resolveSchema } from '@signalbox/engine/graph';
import { t } from '../../language/t.js';
import { newItem } from '../../workspace/first-item.js';
import { faultOf, type WidgetProps } from '../field-props.js';
import { followLabel } from '../follow-label.js';
import classes from './widgets.module.css';

type Item = { [field: string]: unknown };

/** A list of alike things: branches, events to wait for. Their order counts, and each keeps its id. */
export function ListField(props: WidgetProps) {
  const { schema, root, path, label, value, onChange, faults, eventName, Fields } = props;
  const items = Array.isArray(value) ? (value as Item[]) : [];
  const item = resolveSchema(schema.items ?? {}, root);
  const one = schema.ui?.itemTitle ?? t('Item');
  const swap = (at: number, to: number) => {
    const next = [...items];
    [next[at], next[to]] = [next[to]!, next[at]!];
    onChange(next);
  };
  return (
    <Input.Wrapper label={label} labelElement="div" description={schema.description} error={faultOf(props)}>
      <ol className={classes.list} aria-label={label}>
        {items.map((entry, index) => (
          <li key={typeof entry.id === 'string' ? entry.id : index} className={classes.item}>
            <div className={classes.itemHead}>
              <b>
                {one} {index + 1}
              </b>
              <ActionIcon
                variant="subtle"
                color="gray"
                aria-label={t('Move {one} {index} up', { one: one.toLowerCase(), index: index + 1 })}
                disabled={index === 0}
                onClick={() => swap(index, index - 1)}
              >
                <IconArrowUp size={15} />
              </ActionIcon>
              <ActionIcon
                variant="subtle"
                color="gray"
                aria-label={t('Move {one} {index} down', { one: one.toLowerCase(), index: index + 1 })}
                disabled={index === items.length - 1}
                onClick={() => swap(index, index + 1)}
              >
                <IconArrowDown size={15} />
              </ActionIcon>
              <ActionIcon
                variant="subtle"
                color="gray"
                aria-label={t('Remove {one} {index}', { one: one.toLowerCase(), index: index + 1 })}
                disabled={items.length <= (schema.minItems ?? 0)}
                onClick={() => onChange(items.filter((_, at) => at !== index))}
              >
                <IconTrash size={15} />
              </ActionIcon>
            </div>
            <Fields
              schema={item}
              root={root}
              path={`${path}.${index}`}
              value={entry}
              faults={faults}
              eventName={eventName}
              skip={['id']}
              onChange={(next) =>
                onChange(items.map((former, at) => (at === index ? followLabel(former, next) : former)))
              }
            />
          </li>
        ))}
      </ol>
      <Button
        variant="default"
        size="xs"
        leftSection={<IconPlus size={14} />}
        disabled={items.length >= (schema.maxItems ?? Infinity)}
        onClick={() => onChange([...items, newItem(item, schema.ui, items.length + 1)])}
      >
        {t('Add {one}', { one: one.toLowerCase() })}
      </Button>
    </Input.Wrapper>
  );
}
