/** Each title, hint and choice in a JSON Schema. */
export function textsOfSchema(schema: unknown): string[] {
  if (Array.isArray(schema)) return schema.flatMap(textsOfSchema);
  if (typeof schema !== 'object' || schema === null) return [];
  return Object.entries(schema).flatMap(([key, value]: [string, unknown]) => {
    if (['title', 'description', 'itemTitle'].includes(key) && typeof value === 'string') return [value];
    if (['short', 'empty'].includes(key) && typeof value === 'string') return value === '' ? [] : [value];
    if (key === 'short' && typeof value === 'object' && value !== null)
      return Object.values(value).filter((words) => words !== '');
    if (key === 'labels' && typeof value === 'object' && value !== null) return Object.values(value);
    return textsOfSchema(value);
  }) as string[];
}
