import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { intentOf, type Intent } from './index.js';

const LANGUAGES = ['en', 'da', 'sv', 'no', 'de', 'fr'];

/** What people write who want no more, and what they write about anything else: a sentence a line. */
function repliesIn(language: string): { stop: string[]; not: string[] } {
  const file = new URL(`../../fixtures/replies/${language}.txt`, import.meta.url);
  const [, stop = '', not = ''] = readFileSync(file, 'utf8').split(/^# (?:stop|not)$/m);
  const lines = (text: string) => text.split('\n').filter(Boolean);
  return { stop: lines(stop), not: lines(not) };
}

const judged = (replies: string[], intent: Intent) => replies.filter((reply) => intentOf(reply) === intent);

describe('what people write back', () => {
  test.each(LANGUAGES)('in %s is judged right, or laid before a person', (language) => {
    const { stop, not } = repliesIn(language);
    expect(Math.min(stop.length, not.length)).toBeGreaterThanOrEqual(40);
    const found = judged(stop, 'stop');
    const wrong = judged(not, 'stop');
    // Nobody who means stop is passed over: at worst a person has to look.
    expect(stop.filter((reply) => !['stop', 'doubtful'].includes(intentOf(reply) ?? ''))).toEqual([]);
    expect(wrong).toEqual([]);
    expect(found.length / stop.length).toBeGreaterThanOrEqual(0.95);
    expect(judged(not, 'doubtful').length / not.length).toBeLessThanOrEqual(0.05);
  });

  test('how well it does', () => {
    const all = LANGUAGES.map((language) => ({ language, ...repliesIn(language) }));
    const rows = all.map(({ language, stop, not }) => {
      const found = judged(stop, 'stop').length;
      const wrong = judged(not, 'stop').length;
      const precision = ((100 * found) / (found + wrong)).toFixed(1);
      const recall = ((100 * found) / stop.length).toFixed(1);
      const asked = judged(stop, 'doubtful').length + judged(not, 'doubtful').length;
      return `${language}: precision ${precision} %, recall ${recall} % of ${stop.length}, ${asked} of ${stop.length + not.length} for a person`;
    });
    console.log(rows.join('\n'));
    expect(rows).toHaveLength(6);
  });
});
