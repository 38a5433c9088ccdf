import type { NodeActivities } from '../kernel/host.js';
import { instantOfPerson } from '../schedule-trigger/instant-of-person.js';

export const activities: NodeActivities = { instant: instantOfPerson };
