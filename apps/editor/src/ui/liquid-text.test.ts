import { expect, test } from 'vitest';
import { fieldLabel } from './LiquidText.js';

test.each([
  ["contact.first_name | default: 'there'", 'first name'],
  ["event.products[0].name | default: 'it'", 'products › name'],
  ['"https://acme.example/new.html?a=1" | link', 'acme.example/new.html?a=1'],
  ["'https://acme.example' | link: 'Sale'", 'acme.example'],
])('%s is read as %s', (expression, label) => expect(fieldLabel(expression)).toBe(label));
