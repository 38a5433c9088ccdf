/** The outline, in Danish. */
export const outline: Record<string, string> = {
  '{nodes, plural, one {# step} other {# steps}} from start to end':
    '{nodes, plural, one {# trin} other {# trin}} fra start til slut',
  'Arrow keys go from step to step, Enter shows one.': 'Piletasterne går fra trin til trin, Enter viser et.',
  'Arrow keys go from step to step, Enter shows one, F2 renames it.':
    'Piletaster går fra trin til trin, Enter viser et, F2 omdøber det.',
  'Start with a trigger: press one on the left. It says which event lets people in.':
    'Begynd med en udløser: tryk på en til venstre. Den siger, hvilken hændelse der lukker folk ind.',
  'From the start': 'Fra starten',
  'Nothing leads here yet': 'Intet fører hertil endnu',
  'Steps that nothing leads to': 'Trin, som intet fører til',
  Notes: 'Noter',
  'Delete a note': 'Slet en note',
  'Ways out of {name}': 'Veje ud af {name}',
  'ends here': 'slutter her',
  'leads nowhere yet': 'fører ingen steder hen endnu',
  'goes on at': 'fortsætter ved',
  then: 'derefter',
  'Add a step after “{label}”': 'Tilføj et trin efter ”{label}”',
  'Lead “{label}” elsewhere': 'Før ”{label}” et andet sted hen',
  'Lead elsewhere': 'Før et andet sted hen',
  'Disconnect “{label}”': 'Afbryd forbindelsen ”{label}”',
  'Add or connect after “{label}”': 'Tilføj eller forbind efter ”{label}”',
  'Add or connect': 'Tilføj eller forbind',
  'After “{label}”': 'Efter ”{label}”',
  'More for {name}': 'Mere for {name}',
  Rename: 'Omdøb',
  'Move earlier': 'Flyt op',
  'Move later': 'Flyt ned',
  'Rename the step to “{next}”': 'Omdøb trinet til ”{next}”',
  'New name of the step': 'Trinets nye navn',
};
