export const dates = {
  'Next month': 'Næste måned',
  'Month before': 'Måneden før',
  'Next year': 'Næste år',
  'Year before': 'Året før',
  'Next ten years': 'Næste ti år',
  'Ten years before': 'Ti år før',
  'Open the calendar': 'Åbn kalenderen',
  Calendar: 'Kalender',
  'This is no time. Write it like {example}.': 'Det er ikke et tidspunkt. Skriv det som {example}.',
  'This is no day. Write it like {example}.': 'Det er ikke en dag. Skriv den som {example}.',
  'This is no day and time. Write them like {example}.':
    'Det er ikke en dag og et tidspunkt. Skriv dem som {example}.',
  'By the clock of {zone}': 'Efter uret i {zone}',
  Time: 'Tidspunkt',
  'This is before the first day.': 'Det er før den første dag.',
  'Ends at': 'Slutter',
};
