/** A field of a person that a text says, and that not everybody has. */
export interface BareField {
  /** As it stands in the text, braces and all. */
  written: string;
  /** Such as `first_name`. */
  path: string;
}

/** Everybody who is texted has these. */
const ALWAYS_THERE = new Set([
  ...['id', 'phone', 'order_count', 'points', 'points_balance', 'total_spent', 'created_at', 'tags'],
]);

/** The fields of a person that a text says with nothing to stand in where they are missing. */
export function bareFields(text: string): BareField[] {
  const bare: BareField[] = [];
  for (const [written, path, rest] of text.matchAll(
    /\{\{-?\s*contact\.([\w.]{1,100})([^}]{0,200}?)-?\}\}/g,
  )) {
    if (/\|\s*default\b/.test(rest!) || ALWAYS_THERE.has(path!.split('.')[0]!)) continue;
    // `{% if contact.first_name %}` asked first.
    if (asked(text).has(path!) || bare.some((one) => one.written === written)) continue;
    bare.push({ written, path: path! });
  }
  return bare;
}

const asked = (text: string): Set<string> =>
  new Set(
    [...text.matchAll(/\{%-?\s*(?:if|unless|elsif|case)\s([^%]{0,300})%\}/g)].flatMap(([, condition]) =>
      [...condition!.matchAll(/contact\.([\w.]{1,100})/g)].map(([, path]) => path!),
    ),
  );

/** The same field with something that stands in. */
export const withFallback = (written: string, fallback: string): string =>
  written.replace(/\s*(-?\}\})$/, ` | default: '${fallback.replaceAll("'", '’')}' $1`);
