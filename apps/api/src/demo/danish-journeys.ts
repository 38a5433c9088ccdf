import type { JourneyGraph } from '@signalbox/engine/graph';

export interface NamedJourney {
  name: string;
  graph: JourneyGraph;
}

/** What the demo's journeys say, in Danish, by what the files of `examples/journeys` say. */
const DANISH: Record<string, string> = {
  'Abandoned cart': 'Forladt kurv',
  Welcome: 'Velkomst',

  'Checkout started': 'Checkout begyndt',
  'Wait for order': 'Vent på ordren',
  Ordered: 'Har købt',
  'Done: ordered': 'Færdig: har købt',
  'Worth a text?': 'En sms værd?',
  Yes: 'Ja',
  'Send reminder': 'Mind om kurven',
  'Leave it be': 'Lad den ligge',
  Reminded: 'Mindet om den',
  "Acme: {{ contact.first_name | default: 'Hi' }}, your {{ event.products[0].name }} is still in your cart. Finish here: {{ event.checkout_url }} Reply STOP to opt out":
    "Acme: {{ contact.first_name | default: 'Hej' }}, din kurv med {{ event.products[0].name }} venter på dig. Køb den her: {{ event.checkout_url }} Svar STOP for at afmelde",

  'Signed up for texts': 'Har tilmeldt sig sms’er',
  'Say hello': 'Sig velkommen',
  'Remember the welcome': 'Husk velkomsten',
  'First order?': 'Første ordre?',
  'First order': 'Første ordre',
  'Show favourites': 'Vis favoritterne',
  Welcomed: 'Budt velkommen',
  'Acme: welcome{% if contact.first_name %}, {{ contact.first_name }}{% endif %}! Good to have you. You hear from us when it matters, about twice a month. Reply STOP to opt out':
    'Acme: velkommen{% if contact.first_name %}, {{ contact.first_name }}{% endif %}! Godt at have dig med. Du hører fra os, når det betyder noget, omkring to gange om måneden. Svar STOP for at afmelde',
  "Acme: {{ contact.first_name | default: 'Hi' }}, not sure where to begin? These are what our customers come back for: https://acme.example/favourites Reply STOP to opt out":
    "Acme: {{ contact.first_name | default: 'Hej' }}, i tvivl om, hvor du skal begynde? Det her kommer vores kunder tilbage efter: https://acme.example/favourites Svar STOP for at afmelde",

  '{name} (20 s, to try it)': '{name} (20 s, til at prøve den)',
};

/** A sentence of the demo's journeys; one that is not known stays as it is. @param language BCP 47 */
export const inLanguage = (language: string, words: string): string =>
  language.startsWith('da') ? (DANISH[words] ?? words) : words;

/** An example journey whose name, steps, ways out and texts are in the language. */
export function journeyIn(language: string, { name, graph }: NamedJourney): NamedJourney {
  const say = (words: string) => inLanguage(language, words);
  const each = <One extends { name?: string; label?: string }>(all: One[]): One[] =>
    all.map((one) => ({
      ...one,
      ...(one.name !== undefined && { name: say(one.name) }),
      ...(one.label !== undefined && { label: say(one.label) }),
    }));
  const nodes = graph.nodes.map((node) => {
    const { text, branches, events } = node.data.config as {
      text?: string;
      branches?: { name: string }[];
      events?: { label: string }[];
    };
    const config = {
      ...node.data.config,
      ...(text !== undefined && { text: say(text) }),
      ...(branches && { branches: each(branches) }),
      ...(events && { events: each(events) }),
    };
    return { ...node, data: { ...node.data, config, name: say(node.data.name ?? '') } };
  });
  return { name: say(name), graph: { ...graph, nodes } };
}
