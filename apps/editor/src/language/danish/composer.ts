/** Writing a text, in Danish. */
export const composer: Record<string, string> = {
  there: 'du',
  'Put in a link': 'Indsæt et link',
  'It becomes a short one, and clicks are told.': 'Det bliver til et kort, og klik tælles.',
  'Write an address such as acme.example/spring': 'Skriv en adresse som acme.example/foraar',
  'Called in the numbers': 'Navn i tallene',
  Spring: 'Forår',
  'Put the link in': 'Indsæt linket',
  'of the event': 'fra hændelsen',
  'A field is not whole any more: “{left}”. Put it in anew from the menu, or take it out.':
    'Et felt er ikke helt længere: ”{left}”. Indsæt det igen fra menuen, eller fjern det.',
  'Take it out': 'Fjern det',
  'Add coupon codes': 'Tilføj kuponkoder',
  'A text can carry a code once there is a pool of them.':
    'En sms kan have en kode, når der er en pulje af dem.',
  'Where {name} is missing': 'Hvor {name} mangler',
  'Not everybody has “{name}” ({count} of {of} lack it). Where it is missing, say:':
    'Ikke alle har ”{name}” ({count} af {of} mangler det). Skriv i stedet:',
  'Nobody has “{name}” ({count} of {of} lack it): is it spelt right? Where it is missing, say:':
    'Ingen har ”{name}” ({count} af {of} mangler det): er det stavet rigtigt? Skriv i stedet:',
  'Not everybody has “{name}”. Where it is missing, say:': 'Ikke alle har ”{name}”. Skriv i stedet:',
  'Instead of {name}': 'I stedet for {name}',
  'Put in': 'Indsæt',
  'Name, product, code, link …': 'Navn, vare, kode, link …',
  'Find a field': 'Find et felt',
  Fields: 'Felter',
  'Nothing of that name': 'Intet med det navn',
  'Length and cost': 'Længde og pris',
  'Longest: <b>{parts, plural, one {# part} other {# parts}}</b> ({units} of {capacity}{encoding, select, wide {, wide} other {}}){answer}':
    'Længste: <b>{parts, plural, one {# del} other {# dele}}</b> ({units} af {capacity}{encoding, select, wide {, brede tegn} other {}}){answer}',
  'Each text: {price}': 'Pr. sms: {price}',
  '{count} of {looked} have no {field}': '{count} af {looked} har ikke {field}',
  '“{eventName}” has not happened yet: its fields show samples.':
    '”{eventName}” er ikke sket endnu: dens felter viser eksempler.',
  'Can’t be made for {count} of {tried} looked at: {reason}':
    'Kan ikke laves til {count} ud af {tried} undersøgte: {reason}',
  ', for a sample person': ', til en eksempelperson',
  '{among, select, events {, for <who>{name}</who>, of the last {count} times it happened} people {, for <who>{name}</who>, of your {count} people} other {, for <who>{name}</who>}}':
    '{among, select, events {, til <who>{name}</who>, blandt de sidste {count} gange, det skete} people {, til <who>{name}</who>, blandt dine {count} personer} other {, til <who>{name}</who>}}',
  'say what a part costs': 'angiv, hvad en del koster',
  '{low} to {high}': '{low} til {high}',
  'The text with what is added': 'Sms’en med det, der føjes til',
  'makes each part hold 70 instead of 160': 'giver kun plads til 70 tegn pr. del i stedet for 160',
  'takes two places instead of one': 'fylder to pladser i stedet for én',
  space: 'mellemrum',
  'take it out': 'fjern det',
  'use “{instead}”': 'brug ”{instead}”',
  Preview: 'Forhåndsvisning',
  'As seen by': 'Set af',
  'Phone’s theme': 'Telefonens tema',
  Light: 'Lyst',
  Dark: 'Mørkt',
  'For {name}: {units} of {capacity}, {parts, plural, one {# part} other {# parts}}{encoding, select, wide {, wide} other {}}':
    'Til {name}: {units} af {capacity}, {parts, plural, one {# del} other {# dele}}{encoding, select, wide {, brede tegn} other {}}',
  'a sample person': 'en eksempelperson',
  'My phone': 'Min telefon',
  'Send to myself': 'Send til mig selv',
  'On its way to {phone}, {parts, plural, one {# part} other {# parts}}. Its short links are samples.':
    'På vej til {phone}, {parts, plural, one {# del} other {# dele}}. De korte links er eksempler.',
  '{fields, select, counted {up to } some {from } other {}}{units} of {capacity} · {parts, plural, one {# part} other {# parts}}':
    '{fields, select, counted {op til } some {fra } other {}}{units} af {capacity} · {parts, plural, one {# del} other {# dele}}',
  'Hi {firstName}, …': 'Hej {firstName}, …',
  'Replace {replaceable, plural, one {# costly character} other {# costly characters}}':
    'Erstat {replaceable, plural, one {# dyrt tegn} other {# dyre tegn}}',
  'Something in it is not in the phone network’s own alphabet, so a part holds 70 characters instead of 160.':
    'Noget i den findes ikke i telefonnettets eget alfabet, så en del rummer 70 tegn i stedet for 160.',
  'a special space': 'et særligt mellemrum',
  '{count, plural, one {{characters} is} other {{characters} are}} not in the phone network’s own alphabet, so a part holds 70 characters instead of 160.':
    '{count, plural, one {{characters} findes} other {{characters} findes}} ikke i telefonnettets eget alfabet, så en del rummer 70 tegn i stedet for 160.',
  '{named} and others': '{named} og andre',
  'your town': 'din by',
  'Event: {eventName}': 'Hændelse: {eventName}',
  Link: 'Link',
  'short, and clicks are told': 'kort, og klik bliver talt',
  preferences: 'præferencer',
  'their own page': 'deres egen side',
  'way out': 'afmelding',
  'ends texting': 'stopper sms’er',
  Coupon: 'Rabatkode',
  code: 'kode',
  'choose the coupon below': 'vælg rabatkoden herunder',
  'until when': 'gælder til',
  'Sun 23:59': 'søn 23.59',
};
