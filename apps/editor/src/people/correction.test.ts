import { expect, test } from 'vitest';
import { draftOf, heldByNow, readDraft, withTheirs, type Held } from './correction.js';

const ANNA: Held = {
  firstName: 'Ana',
  lastName: null,
  phone: '+4552512030',
  email: 'ana@acme.example',
  language: null,
  timeZone: null,
  attributes: { shoe_size: 38, likes: ['jackets'], vip: true, since: '2026-01-15', home: { town: 'Vejle' } },
};
const row = (draft: ReturnType<typeof draftOf>, name: string) =>
  draft.attributes.find((each) => each.name === name)!;

test('a form that nobody typed into changes nothing', () => {
  expect(readDraft(draftOf(ANNA), ANNA)).toEqual({ change: null, faults: new Map() });
});

test('only what was typed is sent, with what it was before', () => {
  const draft = draftOf(ANNA);
  draft.fields.firstName = ' Anna ';
  draft.fields.phone = '';
  draft.letsGo = { phone: true, email: true };
  row(draft, 'shoe_size').text = '38,5';
  draft.attributes = draft.attributes.filter(({ name }) => name !== 'home');
  draft.attributes.push({ name: 'town', type: 'text', text: 'Vejle', items: [] });
  expect(readDraft(draft, ANNA).change).toEqual({
    firstName: 'Anna',
    phone: null,
    attributes: { shoe_size: 38.5, home: null, town: 'Vejle' },
    letsGo: ['phone'],
    seen: {
      firstName: 'Ana',
      phone: '+4552512030',
      attributes: { shoe_size: 38, home: { town: 'Vejle' }, town: null },
    },
  });
});

test('a value that is not of the type that was chosen is said beside it', () => {
  const draft = draftOf(ANNA);
  row(draft, 'shoe_size').text = 'big';
  row(draft, 'since').text = 'yesterday';
  row(draft, 'likes').items = [];
  expect([...readDraft(draft, ANNA).faults.keys()]).toEqual(['shoe_size', 'likes', 'since']);
});

test('what somebody else changed can be written over once it was seen, or taken, and nothing typed is lost', () => {
  const draft = draftOf(ANNA);
  draft.fields.firstName = 'Anna';
  draft.fields.lastName = 'Holm';
  row(draft, 'shoe_size').text = '39';
  const now = { firstName: 'Anne', attributes: { shoe_size: null } };
  const held = heldByNow(ANNA, now as unknown as Partial<Held>);
  expect(readDraft(draft, held).change).toMatchObject({
    firstName: 'Anna',
    seen: { firstName: 'Anne', lastName: null, attributes: { shoe_size: null } },
  });
  const taken = withTheirs(draft, now as unknown as Partial<Held>);
  expect(readDraft(taken, held).change).toEqual({ lastName: 'Holm', seen: { lastName: null } });
});
