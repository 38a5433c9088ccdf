import { instantInWords } from '../format/time.js';
import { said } from '../language/said.js';
import classes from './LiquidText.module.css';

/**
 * `event.products.0.name | default: 'it'` → `products › name`, `"https://acme.example/new" | link` → `acme.example/new`:
 * short, for reading and not for writing.
 */
export function fieldLabel(expression: string): string {
  const address = /^\s*(["'])(.*?)\1/.exec(expression)?.[2];
  if (address !== undefined) return instantInWords(address) ?? address.replace(/^https?:\/\//, '');
  const path = expression.split('|')[0]!.trim();
  const words = path
    .replace(/\[['"]?([^\]'"]*)['"]?\]/g, '.$1')
    .split('.')
    .filter((part) => !/^\d+$/.test(part))
    .map((part) => said(part.replace(/_/g, ' ')));
  return words.slice(1).join(' › ') || words.join(' ');
}

const BLOCKS = new Set(['if', 'unless', 'case', 'for', 'capture', 'tablerow']);

/** Of `{% if %}a{% else %}b{% endif %}` only `a`: who reads both reads what nobody is sent. */
export function withoutElse(parts: string[]): string[] {
  let depth = 0;
  let hiddenAt = 0;
  return parts.filter((part) => {
    const tag = /^\{%-?\s*(\w+)/.exec(part)?.[1];
    if (BLOCKS.has(tag ?? '')) depth++;
    if ((tag === 'else' || tag === 'elsif') && hiddenAt === 0) hiddenAt = depth;
    if (tag?.startsWith('end')) {
      if (hiddenAt === depth) hiddenAt = 0;
      depth = Math.max(0, depth - 1);
    }
    return hiddenAt === 0;
  });
}

/**
 * A text with its fields as chips, as the marketer thinks of it.
 * @param firstOnly leaves out what is said otherwise: of a whole text, not of a piece
 */
export function LiquidText({ text, firstOnly = false }: { text: string; firstOnly?: boolean }) {
  const all = text.split(/(\{\{.*?\}\}|\{%.*?%\})/s);
  const parts = firstOnly ? withoutElse(all) : all;
  return parts.map((part, index) => {
    if (part.startsWith('{{')) {
      return (
        <span key={index} className={classes.field} title={part}>
          {fieldLabel(part.slice(2, -2))}
        </span>
      );
    }
    return part.startsWith('{%') ? null : part;
  });
}
