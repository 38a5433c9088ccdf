import { Liquid } from 'liquidjs';

const reader = new Liquid();

/**
 * The fields that a template takes from outside, as paths: `['contact', 'first_name']`, `['event', 'items', 0, 'title']`.
 * None of a template that can't be read: that fault is told elsewhere.
 */
export function fieldsIn(template: string): (string | number)[][] {
  try {
    return reader
      .globalVariableSegmentsSync(template)
      .map((segments) =>
        segments.filter((segment): segment is string | number => typeof segment !== 'object'),
      );
  } catch {
    return [];
  }
}
