/** Lists, in Danish. */
export const lists: Record<string, string> = {
  Lists: 'Lister',
  List: 'Liste',
  'New list': 'Ny liste',
  'No list yet': 'Ingen liste endnu',
  'People whom you gathered yourself: by hand, from a file, or with the step “Tag” of a journey.':
    'Personer, som I selv har samlet: i hånden, fra en fil eller med trinnet ”Tag” i et forløb.',
  'A list holds whom you put on it, until you take them off. For people who belong together by what is known of them, make a segment: it follows by itself.':
    'En liste rummer dem, du sætter på den, til du tager dem af. Hører personer sammen efter, hvad der vides om dem, så lav et segment: det følger selv med.',
  'Tags come with what shops send, too. Any of them can be shown as a list.':
    'Tags kommer også med det, som butikker sender. Hvert af dem kan vises som en liste.',
  'Show {name} as a list': 'Vis {name} som en liste',
  'Show as a list': 'Vis som en liste',
  'Show as a tag': 'Vis som et tag',
  'There is a list of this name already.': 'Der er allerede en liste med dette navn.',
  'There is a tag of this name already.': 'Der er allerede et tag med dette navn.',
  'There is a tag of this name, which {people, plural, one {# person has} other {# people have}}: it becomes the list.':
    'Der er et tag med dette navn, som {people, plural, one {# person har} other {# personer har}}: det bliver til listen.',
  'Rename {former}': 'Omdøb {former}',
  'What sends the former name, such as a shop, makes it anew. Tell it of the new one.':
    'Det, der sender det gamle navn, f.eks. en butik, laver det igen. Giv det det nye.',
  'Make it': 'Lav den',
  'A list with {people, plural, one {# person} other {# people}}':
    'En liste med {people, plural, one {# person} other {# personer}}',
  'A tag that {people, plural, one {# person has} other {# people have}}':
    'Et tag, som {people, plural, one {# person har} other {# personer har}}',
  'See in People': 'Se i Personer',
  'It can be renamed or deleted once nothing asks for it by its name any more.':
    'Den kan omdøbes eller slettes, når intet længere bruger den ved navn.',
  'Delete {name}?': 'Slet {name}?',
  'Nobody is on it.': 'Ingen er på den.',
  '{people, plural, one {# person is} other {# people are}} taken off it and stay people. Their timelines keep that they were on it.':
    '{people, plural, one {# person tages} other {# personer tages}} af den og bliver ved med at være her. Deres tidslinjer husker, at de var på den.',
  'Search on this list': 'Søg på denne liste',
  'Add people one at a time above, or choose many on the page of people.':
    'Tilføj personer én ad gangen ovenfor, eller vælg mange på siden med personer.',
  'People on the list': 'Personer på listen',
  'Take off': 'Tag af',
  'Take {name} off': 'Tag {name} af',
  'Add a person': 'Tilføj en person',
  'Add a person: name, phone or email': 'Tilføj en person: navn, telefon eller e-mail',
  'Put on a list': 'Sæt på en liste',
  'Take off a list': 'Tag af en liste',
  'Choose one, or type the name of a new one.': 'Vælg en, eller skriv navnet på en ny.',
  'This is a tag so far, and becomes a list.': 'Det er hidtil et tag og bliver en liste.',
  'This makes the list “{typed}”.': 'Dette laver listen ”{typed}”.',
  'On none': 'På ingen',
  'There is no list yet.': 'Der er ingen liste endnu.',
};
