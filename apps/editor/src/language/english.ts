/** Sentences of the API in which days stand, which are said as the reader writes days; all others stay as they are. */
const WITH_DAYS = [
  '{name} has no phone number yet: waiting for one until {time}',
  '{name} wants no texts before {day}',
  'Its beginning has gone by: it begins at {time} on {day} instead. Publish it before that.',
  'The first wave has gone by: all of the best are told together, at {time} on {day}. Publish it before that.',
  'The last call at {time} on {day} would come outside the hours in which texts may reach people there: it leaves at {then} on {later}.',
  'The nearest hour that works is {time} on {day}.',
  '{what} at {time} on {day} comes outside the hours in which texts may reach people there, and is of no use when they begin again: nobody gets it.',
  '{what} at {time} on {day} comes outside the hours in which texts may reach people there: it leaves at {then} on {later}.',
];

export const SAYINGS_WITH_DAYS: { [sentence: string]: string } = Object.fromEntries(
  WITH_DAYS.map((sentence) => [sentence, sentence]),
);
