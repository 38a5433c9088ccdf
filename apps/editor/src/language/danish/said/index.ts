import { answers } from './answers.js';
import { changes } from './changes.js';
import { drawing } from './drawing.js';
import { nodes } from './nodes.js';
import { outcomes } from './outcomes.js';
import { people } from './people.js';
import { sending } from './sending.js';
import { server } from './server.js';
import { templates } from './templates.js';
import { time } from './time.js';

/**
 * Sentences that come from elsewhere (the API, the kinds of step, the compiler), by their English wording. A name in braces
 * stands for anything, `{n}` and `{m}` for a number.
 */
export const sayings: Record<string, string> = {
  ...answers,
  ...changes,
  ...drawing,
  ...nodes,
  ...outcomes,
  ...people,
  ...sending,
  ...server,
  ...templates,
  ...time,
};
