import type { StoppedItself } from '@signalbox/api/contract';
import { t } from '../language/t.js';

/** A sentence that goes on from the journey's name. */
export const whyItStopped = ({ texted, days, optedOut, unwelcome }: StoppedItself): string =>
  t(
    'of {texted} people texted in {days} days {optedOut} opted out and {unwelcome} wrote that it was not welcome. Nobody gets its texts until you resume it.',
    { texted, days, optedOut, unwelcome },
  );
