import type { WebhookMapping } from '@signalbox/api/contract';

/** A mapping as a form has it: each field a path, empty where there is none. */
export type MappingForm = Partial<
  Record<
    | 'items'
    | 'name'
    | 'fixedName'
    | 'userId'
    | 'phone'
    | 'email'
    | 'country'
    | 'firstName'
    | 'lastName'
    | 'time'
    | 'messageId'
    | 'properties',
    string | undefined
  >
>;

export function formOf({ items, event, person, time, messageId, properties }: WebhookMapping): MappingForm {
  return {
    items,
    name: event.path,
    fixedName: event.fixed,
    userId: person.userId,
    phone: person.phone,
    email: person.email,
    country: person.country?.fixed ?? person.country?.path,
    firstName: person.firstName,
    lastName: person.lastName,
    time,
    messageId,
    properties: properties && Object.entries(properties).map(([own, path]) => (own === path ? path : `${own}=${path}`)).join(', '), // prettier-ignore
  };
}

/** @param before what the form was made of: a country that it gave by its name is no path */
export function mappingOf(form: MappingForm, before?: WebhookMapping): WebhookMapping {
  const at = (field: keyof MappingForm) => form[field]?.trim() || undefined;
  const country = at('country');
  const isCountry =
    country !== undefined && (/^[A-Za-z]{2}$/.test(country) || country === before?.person.country?.fixed);
  const kept = at('properties');
  return {
    items: at('items'),
    event: { path: at('name'), fixed: at('fixedName') },
    time: at('time'),
    messageId: at('messageId'),
    person: {
      userId: at('userId'),
      phone: at('phone'),
      email: at('email'),
      firstName: at('firstName'),
      lastName: at('lastName'),
      ...(country ? { country: isCountry ? { fixed: country } : { path: country } } : {}),
    },
    ...(kept ? { properties: propertiesOf(kept) } : {}),
  };
}

/** `points.total, level=customer.tier`: each is called by its last word, by all of them where that is taken or a number. */
function propertiesOf(written: string): { [name: string]: string } {
  const kept = new Map<string, string>();
  for (const part of written.split(',')) {
    const [first = '', second] = part.split('=').map((word) => word.trim());
    const path = second ?? first;
    if (path === '') continue;
    const last = path.split('.').at(-1)!;
    const all = path.replaceAll('.*.', '.').replaceAll('.', '_');
    kept.set(second ? first : kept.has(last) || /^\d+$/.test(last) ? all : last, path);
  }
  return Object.fromEntries(kept);
}
