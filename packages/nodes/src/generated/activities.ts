// Written by scripts/generate-entry-points.ts from node-types.json. Do not edit.
import type { NodeActivities } from '../kernel/host.js';
import { activities as sendSms } from '../send-sms/activities.js';
import { activities as updateContact } from '../update-contact/activities.js';

/** The worker's side of the node types, by `type.activity`. */
export const activities: NodeActivities = Object.fromEntries(
  Object.entries({
    'send-sms': sendSms,
    'update-contact': updateContact,
  }).flatMap(([type, own]) => Object.entries(own).map(([name, activity]) => [`${type}.${name}`, activity])),
);
