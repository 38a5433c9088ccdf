import { t } from '../language/t.js';
import classes from './Properties.module.css';

const MAX_ROWS = 60;

/** `{ products: [{ name: 'Jacket' }] }` → `products.0.name`: the very paths that conditions and texts use. */
function flatten(value: unknown, path: string, rows: [string, string][]): void {
  if (rows.length >= MAX_ROWS) return;
  if (typeof value === 'object' && value !== null) {
    const entries = Object.entries(value);
    if (entries.length === 0) rows.push([path, Array.isArray(value) ? t('empty list') : t('empty')]);
    for (const [key, inner] of entries) flatten(inner, path ? `${path}.${key}` : key, rows);
    return;
  }
  rows.push([path, value === null ? t('nothing') : String(value)]);
}

/** The properties of an event or a person, one a line. */
export function Properties({ value }: { value: { [key: string]: unknown } }) {
  const rows: [string, string][] = [];
  if (Object.keys(value).length > 0) flatten(value, '', rows);
  if (rows.length === 0) return <p className={classes.none}>{t('No properties.')}</p>;
  return (
    <dl className={classes.properties}>
      {rows.map(([path, text]) => (
        <div key={path}>
          <dt>{path}</dt>
          <dd>{text}</dd>
        </div>
      ))}
    </dl>
  );
}
