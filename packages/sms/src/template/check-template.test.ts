import { expect, test } from 'vitest';
import { checkTemplate, renderText } from './index.js';

test.each([
  '{{ event.total | nofilter }}',
  '{% for i in (1..999999999) %}x{% endfor %}',
  '{% for i in (1..900000) %}{% for j in (1..9000) %}x{% endfor %}{% endfor %}',
  '{% if %}',
  '{% nosuch %}',
  '{% if contact.vip %}{% render "footer" %}{% endif %}',
  '{% for item in event.items %}x',
  '{{ '.repeat(6_000),
])('%s: told in words, within a second', (template) => {
  const startedAt = performance.now();
  expect(checkTemplate(template)).toMatch(/can't be filled in/);
  expect(performance.now() - startedAt).toBeLessThan(1_000);
});

test.each([
  'Hi {{ contact.first_name | default: "there" }}',
  "{{ event.items | map: 'title' | join: ', ' }} {{ event.total | times: 0.1 | round }}",
  "{{ event.total | divided_by: event.count }} {{ event.tags | first }} {{ event.gap | money: 'DKK' }}",
  "{{ event.url | link: name: 'cart', expires: '48h' }} {{ coupon.code }} {{ coupon.expires | in_words }}",
  '{% assign left = event.left | plus: 1 %}{% if left > 2 %}{{ left }}{% else %}{{ event.a.b.c[0] }}{% endif %}',
  '{{ event.ends_at | day_in_words: "da" }}{{ event.text | split: "," | last | truncate: 20 | upcase }}',
])('%s: nothing is wrong with it, though nobody is known yet', (template) => {
  expect(checkTemplate(template)).toBeNull();
});

test('a text brings in nothing from the server’s disk', async () => {
  for (const tag of ['include', 'render', 'layout'])
    expect(await renderText(`{% ${tag} "package.json" %}`, {})).toMatchObject({ ok: false });
});
