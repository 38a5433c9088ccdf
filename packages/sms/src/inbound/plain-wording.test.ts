import { describe, expect, test } from 'vitest';
import { intentOf } from './index.js';

describe('what means no more', () => {
  test.each([
    'please stop texting me',
    'Stop sending these!!',
    "Don't text me again",
    'no more texts please',
    'take me off your list',
    'I do not want to receive this',
    'Leave me alone',
    'Nej tak, ikke flere',
    'hold op med at skrive til mig',
    'Fjern mig fra listen',
    'Jeg vil ikke have flere beskeder',
    'Sluta skicka sms',
    'Ta bort mig tack',
    'Slutt å sende meg meldinger',
    'Fjern meg',
    'Bitte keine Nachrichten mehr',
    'Hören Sie auf!',
    'Nicht mehr schreiben',
    'Arrêtez de m’envoyer des messages',
    'Plus de SMS svp',
    'STOP',
    'Afmeld',
  ])('“%s”', (text) => expect(intentOf(text)).toBe('stop'));
});

describe('what changes nothing', () => {
  test.each([
    'when does it start?',
    'nonstop fun',
    "don't stop",
    "Can't stop looking at it",
    'I got off at the last stop',
    'Does it start at 9?',
    'ja tak',
    'Great end of the year!',
    'Where can I cancel my order, and will I get the money back soon?',
    'Hört nicht auf damit!',
  ])('“%s”', (text) => expect(intentOf(text)).toBeNull());
});

describe('what a person must judge', () => {
  test.each(['stop it', 'enough!', 'this is spam', 'stop stop stop already'])('“%s”', (text) =>
    expect(intentOf(text)).toBe('doubtful'),
  );
});
