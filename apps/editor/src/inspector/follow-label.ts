type Item = { [field: string]: unknown };

/** The name of a way out follows the event it waits for, until somebody gives it a name of its own. */
export function followLabel(before: Item, after: Item): Item {
  if (typeof after.event !== 'string' || !('label' in after) || after.event === before.event) return after;
  const isOwn = after.label !== '' && after.label !== before.event;
  return isOwn ? after : { ...after, label: after.event };
}
