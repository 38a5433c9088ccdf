/** Why a text about something that is back is not sent, by the code of `whyUntold`. */
export const NOT_TOLD = {
  'told-together': 'It was told in one text with something else that came back',
  'left-line': 'They wait for it no longer',
};
