import type { SegmentRule } from './rule.js';
import { conditionsOf } from './walk.js';

/** Something of a person that a rule looks at: when it changes, the person's membership may. */
export interface Read {
  kind: 'field' | 'attribute' | 'tag' | 'consent' | 'event' | 'message' | 'journey';
  /** A field, the first part of an attribute's path, the name of an event; `''` where one kind is all there is. */
  name: string;
}

/** What a rule itself reads; what the segments that it asks for read comes on top. */
export function readsOf(rule: SegmentRule): Read[] {
  const reads = new Map<string, Read>();
  const add = (kind: Read['kind'], name = '') => reads.set(`${kind}/${name}`, { kind, name });
  for (const { condition } of conditionsOf(rule)) {
    if (condition.kind === 'field') add('field', condition.field);
    else if (condition.kind === 'attribute') add('attribute', condition.path.split('.')[0]!);
    else if (condition.kind === 'event' || condition.kind === 'event-time') add('event', condition.event);
    else if (condition.kind === 'tag') add('tag');
    else if (condition.kind === 'message') add('message');
    else if (condition.kind === 'journey') add('journey');
    else if (condition.kind === 'consent') {
      add('consent');
      // Consent is a number's.
      add('field', 'phone');
    }
  }
  return [...reads.values()];
}
