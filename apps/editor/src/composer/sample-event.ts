import type { EventName } from '@signalbox/api/contract';

/** Puts `value` at `items.0.title`, making lists where the path counts. */
function putAt(target: { [key: string]: unknown }, path: string, value: unknown): void {
  const keys = path.split('.');
  let at: { [key: string]: unknown } = target;
  keys.forEach((key, index) => {
    if (key === '__proto__' || key === 'constructor') return;
    if (index === keys.length - 1) {
      at[key] = value;
      return;
    }
    const next = at[key];
    if (typeof next === 'object' && next !== null) at = next as { [key: string]: unknown };
    else {
      const made: unknown = /^\d+$/.test(keys[index + 1]!) ? [] : {};
      at[key] = made;
      at = made as { [key: string]: unknown };
    }
  });
}

/** The values that an event had last, by its paths. */
export function sampleEvent(event: EventName | null): { [key: string]: unknown } {
  const sample: { [key: string]: unknown } = {};
  for (const { path, type, example } of event?.properties ?? [])
    putAt(sample, path, type === 'number' && example !== null ? Number(example) : (example ?? ''));
  return sample;
}
