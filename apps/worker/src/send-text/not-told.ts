/** Why a text about something that is back is not sent, or not yet, by the code of `speakForAll`. */
export const NOT_TOLD = {
  'told-together': 'It was told in one text with something else that came back',
  recount: 'Something else that they wait for has just come back: one text tells of all',
  'left-line': 'They wait for it no longer',
};
