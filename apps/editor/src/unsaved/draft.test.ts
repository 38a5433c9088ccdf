import { expect, test } from 'vitest';
import { draftOf, follow, isOvertaken } from './draft.js';

const ours = { count: 2 };
const typed = { count: 3 };
const theirs = { count: 9 };
const typing = { ...draftOf(ours), value: typed };

test('a form in which nobody typed shows what somebody else saved', () => {
  expect(follow(draftOf(ours), theirs)).toEqual(draftOf(theirs));
});

test('what somebody typed stays when somebody else saves, and they are told', () => {
  const draft = follow(typing, theirs);
  expect(draft.value).toEqual(typed);
  expect(isOvertaken(draft, theirs)).toBe(true);
});

test('asked again and answered the same, nobody is told anything', () => {
  const draft = follow(typing, { ...ours });
  expect(draft).toBe(typing);
  expect(isOvertaken(draft, { ...ours })).toBe(false);
});

test('two who type the same are of one mind', () => {
  const draft = follow(typing, { ...typed });
  expect(draft).toEqual(draftOf(typed));
});

test('what was saved here comes back as ours, also to somebody who typed on meanwhile', () => {
  const typedOn = { value: { count: 4 }, base: typed, seen: ours };
  const draft = follow(typedOn, typed);
  expect(draft.value).toEqual({ count: 4 });
  expect(isOvertaken(draft, typed)).toBe(false);
});

test('what the server made of what was saved here is shown', () => {
  const saved = { value: typed, base: typed, seen: ours };
  expect(follow(saved, ours)).toBe(saved);
  expect(follow(saved, { count: 3.5 })).toEqual(draftOf({ count: 3.5 }));
});
