import { expect, test } from 'vitest';
import { whoClicks } from './who-clicks.js';

const SAFARI =
  'Mozilla/5.0 (iPhone; CPU iPhone OS 19_1 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/19.1 Mobile/15E148 Safari/604.1';
const open = (userAgent: string, changes: object = {}) =>
  whoClicks({
    method: 'GET',
    headers: { 'user-agent': userAgent },
    atMs: 60_000,
    sentAtMs: 0,
    ...changes,
  });

test.each([
  SAFARI,
  'Mozilla/5.0 (Linux; Android 16; Pixel 10) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/142.0.0.0 Mobile Safari/537.36',
  'Mozilla/5.0 (Linux; Android 15; SM-S921B) AppleWebKit/537.36 (KHTML, like Gecko) SamsungBrowser/27.0 Chrome/125.0.0.0 Mobile Safari/537.36',
  'Mozilla/5.0 (Android 15; Mobile; rv:145.0) Gecko/145.0 Firefox/145.0',
  'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/142.0.0.0 Safari/537.36 Edg/142.0.0.0',
])('a person is a person: %s', (userAgent) => {
  expect(open(userAgent)).toBe('person');
});

test.each([
  // What an iPhone's Messages says when it shows a link's picture.
  'Mozilla/5.0 (Macintosh; Intel Mac OS X 10_11_1) AppleWebKit/601.2.4 (KHTML, like Gecko) Version/9.0.1 Safari/601.2.4 facebookexternalhit/1.1 Facebot Twitterbot/1.0',
  'WhatsApp/2.23.20.0',
  'TelegramBot (like TwitterBot)',
  'Slackbot-LinkExpanding 1.0 (+https://api.slack.com/robots)',
])('a preview is no click: %s', (userAgent) => {
  expect(open(userAgent)).toBe('preview');
});

test.each(['', 'curl/8.9.1', 'python-requests/2.32', 'Mozilla/5.0 (compatible; Googlebot/2.1)'])(
  'a robot is no click: “%s”',
  (userAgent) => {
    expect(open(userAgent)).toBe('bot');
  },
);

test('nor is what looks ahead, or comes before a thumb could', () => {
  expect(open(SAFARI, { method: 'HEAD' })).toBe('preview');
  expect(open(SAFARI, { headers: { 'user-agent': SAFARI, 'sec-purpose': 'prefetch;prerender' } })).toBe(
    'preview',
  );
  expect(open(SAFARI, { atMs: 800 })).toBe('early');
  expect(open(SAFARI, { atMs: 800, sentAtMs: null })).toBe('person');
});
