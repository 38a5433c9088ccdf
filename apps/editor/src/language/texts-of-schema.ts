/** Each title, hint and choice in a JSON Schema. */
export function textsOfSchema(schema: unknown): string[] {
  if (Array.isArray(schema)) return schema.flatMap(textsOfSchema);
  if (typeof schema !== 'object' || schema === null) return [];
  return Object.entries(schema).flatMap(([key, value]: [string, unknown]) => {
    if (['title', 'description', 'itemTitle'].includes(key) && typeof value === 'string') return [value];
    if (key === 'labels' && typeof value === 'object' && value !== null) return Object.values(value);
    return textsOfSchema(value);
  }) as string[];
}
