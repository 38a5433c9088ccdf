import { expect, test } from 'vitest';
import type { Text, UseCase } from './driver.js';

/** One hard case: what happens when, and what must have come of it in the end. */
export interface Story {
  name: string;
  script: (world: UseCase) => Happening[];
  then: (world: UseCase) => Promise<void>;
}

const faults = new Map<Story, unknown>();

/** So long after the beginning, something happens. */
type Happening = [afterMs: number, () => Promise<unknown>];

/** Plays all stories side by side under one clock, each with people of its own, until so long after the beginning. */
export async function play(world: UseCase, stories: Story[], untilMs: number): Promise<void> {
  const happenings = stories
    .flatMap((story) => story.script(world).map(([afterMs, happen]) => ({ story, afterMs, happen })))
    .sort((first, second) => first.afterMs - second.afterMs);
  for (let at = 0; at < happenings.length;) {
    const { afterMs } = happenings[at]!;
    await world.clock.advanceTo(world.beganMs + afterMs);
    const now = happenings.slice(at).filter((other) => other.afterMs === afterMs);
    for (const { story, happen } of now)
      // What fails in one story is told by its own test, and stops no other.
      if (!faults.has(story)) await happen().catch((error: unknown) => faults.set(story, error));
    at += now.length;
  }
  await world.clock.advanceTo(world.beganMs + untilMs);
}

/** Each story is a test by its own name. */
export function tell(world: () => UseCase, stories: Story[]): void {
  for (const story of stories)
    test(story.name, async () => {
      if (faults.has(story)) throw faults.get(story);
      await story.then(world());
    });
}

/** Wall time goes on while the others' things are done. */
const TOLERANCE_MS = 90_000;

/** @param expected for each text, some words of it, and how long after the beginning it comes */
export function expectTexts(texts: Text[], expected: [words: string, afterMs: number][]): void {
  const seen = texts.map(({ text, afterMs }, index) => {
    const [words, dueMs] = expected[index] ?? ['', NaN];
    const isOnTime = Math.abs(afterMs - dueMs) < TOLERANCE_MS;
    return [text.includes(words) ? words : text, isOnTime ? dueMs : afterMs];
  });
  expect(seen).toEqual(expected);
}
