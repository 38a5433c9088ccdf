import type { WebhookMapping } from '@signalbox/api/contract';
import { expect, test } from 'vitest';
import { formOf, mappingOf } from './mapping-form.js';

test('a mapping that is opened and saved is as it was, with all that the API took', () => {
  const mapping: WebhookMapping = {
    items: 'data.visits',
    event: { path: 'type', fixed: 'Visit Booked' },
    messageId: 'id',
    time: 'when',
    person: {
      userId: 'guest.id',
      email: 'guest.mail',
      phone: 'guest.tel',
      firstName: 'guest.first',
      lastName: 'guest.last',
      country: { fixed: 'Denmark' },
    },
    properties: { room: 'room.name', tags: 'tags.*.name', total: 'total' },
  };
  expect(mappingOf(formOf(mapping), mapping)).toEqual(mapping);
});

test('two things of the same last name are both kept, and a comma too many keeps nothing', () => {
  const { properties } = mappingOf({
    properties: 'room.name, guest.name, tags.0, , lines.*.sku, level=tier,',
  });
  expect(properties).toEqual({
    name: 'room.name',
    guest_name: 'guest.name',
    tags_0: 'tags.0',
    sku: 'lines.*.sku',
    level: 'tier',
  });
});

test('two letters are a country, anything else is where it stands', () => {
  expect(mappingOf({ country: 'se' }).person.country).toEqual({ fixed: 'se' });
  expect(mappingOf({ country: 'customer.country' }).person.country).toEqual({ path: 'customer.country' });
});
