import type { StandIns } from '@signalbox/nodes/kernel';
import type { Added } from './activities.js';

/** In the simulator the service takes everybody who has an address. */
export const standIns: StandIns = {
  add: ({ input }, { render }): Added => {
    const { email } = input as { email: string };
    return render(email).trim()
      ? { isAdded: true, reason: 'The service has added them.' }
      : { isAdded: false, reason: 'The person has no e-mail address.' };
  },
};
