import type { NodeActivities } from '../kernel/host.js';
import { instantOfPerson } from './instant-of-person.js';

export const activities: NodeActivities = { instant: instantOfPerson };
