import type { BadAnswer } from '../define-template.js';

/** How long who mostly buys of a category may be silent. */
export interface CategoryDays {
  category: string;
  days: number;
}

/** `Coffee: 30, Garden furniture: 365` */
export const CATEGORIES = /^([^{},:\0]{1,40}: ?\d{1,3}(, ?[^{},:\0]{1,40}: ?\d{1,3}){0,7})?$/;
const MOST_DAYS = 730;

export const readCategories = (written: string): CategoryDays[] =>
  written
    .split(',')
    .map((one) => one.split(':').map((part) => part.trim()) as [string, string])
    .filter(([category]) => category !== '')
    .map(([category, days]) => ({ category, days: Number(days) }));

export function faultsOfCategories(written: string): BadAnswer[] {
  const all = readCategories(written);
  const fault = (message: string) => [{ path: 'timing.categories', message }];
  if (all.length === 0 || all.length < written.split(',').length)
    return fault('Name each category with its days, as in “Coffee: 30, Furniture: 365”.');
  const names = all.map(({ category }) => category.toLowerCase());
  const twice = all.find((_, index) => names.indexOf(names[index]!) < index);
  if (twice) return fault(`“${twice.category}” stands there twice.`);
  return all.some(({ days }) => days < 1 || days > MOST_DAYS) ? fault('From 1 to 730 days.') : [];
}
