import { readdirSync, readFileSync } from 'node:fs';
import type { Plan } from '../../src/graph/plan.js';

/** A history that a shipped version recorded: every later version must replay it. */
export interface GoldenHistory {
  name: string;
  plan: Plan;
  /** As `temporal workflow show --output json` has it. */
  history: object;
}

const FOLDER = new URL('./', import.meta.url);

export const goldenFile = (name: string): URL => new URL(`${name}.json`, FOLDER);

export const goldenHistories = (): GoldenHistory[] =>
  readdirSync(FOLDER)
    .filter((file) => file.endsWith('.json'))
    .map((file) => JSON.parse(readFileSync(new URL(file, FOLDER), 'utf8')) as GoldenHistory);
