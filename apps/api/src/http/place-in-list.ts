import * as z from 'zod';

/** Where a page of a list ended: an instant and, as many may share it, an id. */
export interface PlaceInList {
  at: Date;
  id: string;
}

export const cursor = z
  .string()
  .regex(/^\d{4}-\d\d-\d\dT[\d:.]+Z_[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/)
  .refine((text) => !Number.isNaN(Date.parse(text.split('_')[0]!)), 'is no place in the list');

export const cursorAt = (at: Date, id: string): string => `${at.toISOString()}_${id}`;

export function placeOf(text: string | undefined): PlaceInList | undefined {
  const [at, id] = text?.split('_') ?? [];
  return at && id ? { at: new Date(at), id } : undefined;
}
