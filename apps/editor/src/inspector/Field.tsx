import { resolveSchema } from '@signalbox/engine/graph';
import { titleFromName } from '../format/words.js';
import { t } from '../language/t.js';
import type { WidgetProps } from './field-props.js';
import { widgetFor } from './widgets.js';
import classes from './Field.module.css';

type Props = Omit<WidgetProps, 'label'> & { name: string };

/** One field of a configuration, drawn by the widget that its schema asks for. */
export function Field({ name, ...props }: Props) {
  const schema = resolveSchema(props.schema, props.root);
  if (schema.ui?.hidden) return null;
  const { Widget, unknown } = widgetFor(schema);
  return (
    <div className={classes.field} data-field={props.path} data-widget={schema.ui?.widget}>
      <Widget {...props} schema={schema} label={schema.title ?? titleFromName(name)} />
      {unknown && (
        <p className={classes.note}>
          {t('This editor does not have the field “{unknown}”, so here is a plain one.', { unknown })}
        </p>
      )}
    </div>
  );
}
