// Written by scripts/generate-entry-points.ts from node-types.json. Do not edit.
import { eventTrigger } from '../event-trigger/manifest.js';
import { sendSms } from '../send-sms/manifest.js';
import { waitForEvent } from '../wait-for-event/manifest.js';
import { condition } from '../condition/manifest.js';
import { updateContact } from '../update-contact/manifest.js';
import { exit } from '../exit/manifest.js';

/** Every node type's manifest, by folder. */
export const manifests = {
  'event-trigger': eventTrigger,
  'send-sms': sendSms,
  'wait-for-event': waitForEvent,
  condition: condition,
  'update-contact': updateContact,
  exit: exit,
};
