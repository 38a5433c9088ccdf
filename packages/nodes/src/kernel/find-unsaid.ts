/** Kinds of zod schema whose meaning is code. */
const CODE = ['transform', 'pipe', 'custom', 'catch', 'lazy'];
/** Checks whose meaning is code: `refine`, `trim`. */
const CODE_CHECKS = ['custom', 'overwrite'];

interface Definition {
  [part: string]: unknown;
  type?: string;
}

const definitionOf = (value: unknown): Definition | undefined =>
  typeof value === 'object' && value !== null
    ? (value as { _zod?: { def?: Definition } })._zod?.def
    : undefined;

/**
 * The path of the first part of a zod schema that JSON Schema would lose, or `null`.
 * Looks at the schema's data only, so that no schema library is loaded where this runs.
 */
export function findUnsaid(schema: unknown, path: string): string | null {
  const def = definitionOf(schema);
  if (!def) return null;
  if (CODE.includes(def.type ?? '') || def.coerce === true) return path;
  const checks = Array.isArray(def.checks) ? def.checks : [];
  if (checks.some((check) => CODE_CHECKS.includes(String(definitionOf(check)?.check)))) return path;

  for (const [part, inner] of Object.entries(def)) {
    const isShape = part === 'shape' && typeof inner === 'object' && inner !== null;
    const fields = isShape ? Object.entries(inner) : (Array.isArray(inner) ? inner : [inner]).map(unnamed);
    for (const [name, field] of fields) {
      const found = findUnsaid(field, name === '' ? path : `${path}.${name}`);
      if (found) return found;
    }
  }
  return null;
}

const unnamed = (inner: unknown): [string, unknown] => ['', inner];
