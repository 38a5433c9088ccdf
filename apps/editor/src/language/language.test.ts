import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { danish } from './danish/index.js';
import { placeholdersOf, tagsOf } from './placeholders.js';
import { textsBelow } from './texts-in-source.js';

const source = textsBelow(fileURLToPath(new URL('..', import.meta.url)));

/** Shown as they are in every language: names, and what a program reads. */
const NO_WORDS = new Set([
  'Signalbox',
  'Shopify',
  'appointment_id',
  'ordered',
  '{ "type": "points", "customer": { "phone": "+45 …" } }',
  'SE',
  'utm_source',
  'utm_medium',
  '25% off boots, ends tonight 23:59. Shop:',
  '/l/a8Kd2Xq7',
  'https://shop.example',
]);

describe('the texts of the editor', () => {
  it('all go through t or Trans, as literals that can be found', () => {
    expect(source.texts.length).toBeGreaterThan(1_000);
    expect(source.unwrapped.filter(({ text }) => !NO_WORDS.has(text))).toEqual([]);
  });

  it('are put into lists by the words of each language', () => {
    const root = fileURLToPath(new URL('..', import.meta.url));
    const joined = readdirSync(root, { recursive: true, encoding: 'utf8' })
      .filter((path) => /\.tsx?$/.test(path) && !/\.test\.tsx?$|^language.danish/.test(path))
      .filter((path) => /\.join\('[^']*[a-z]{2,}[^']*'\)/.test(readFileSync(join(root, path), 'utf8')));
    expect(joined).toEqual([]);
  });

  it('are given each value that they name', () => {
    expect(source.unsaid).toEqual([]);
  });

  it('each have a Danish one', () => {
    expect(source.texts.filter(({ text }) => !(text in danish))).toEqual([]);
  });
});

describe('the Danish texts', () => {
  it('are quoted as Danish is, also around names', () => {
    expect(Object.values(danish).filter((text) => text.includes('“'))).toEqual([]);
    const root = fileURLToPath(new URL('..', import.meta.url));
    const inSource = readdirSync(root, { recursive: true, encoding: 'utf8' })
      .filter((path) => /\.tsx?$/.test(path) && !/\.test\.tsx?$|^language.danish/.test(path))
      .filter((path) => readFileSync(join(root, path), 'utf8').includes('“${'));
    expect(inSource).toEqual([]);
  });

  it('have the values and tags of the English ones, no more and no fewer', () => {
    for (const [english, text] of Object.entries(danish)) {
      expect({ english, names: placeholdersOf(text), tags: tagsOf(text) }).toEqual({
        english,
        names: placeholdersOf(english),
        tags: tagsOf(english),
      });
    }
  });
});
