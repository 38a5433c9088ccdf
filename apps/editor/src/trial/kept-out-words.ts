import type { KeptOutBy } from '@signalbox/api/contract';
import { t } from '../language/t.js';

export const keptOutWords: { [by in KeptOutBy]: string } = {
  dates: t('Nobody comes in at this time: the journey’s dates keep it closed.'),
  trigger: t('The trigger asks for something else of the event.'),
  filter: t('The journey’s rule of who may enter keeps them out.'),
};
