// Written by scripts/generate-entry-points.ts from node-types.json. Do not edit.
import type { Runners } from '../kernel/runners.js';
import { run as eventTrigger } from '../event-trigger/run.js';
import { run as sendSms } from '../send-sms/run.js';
import { run as waitForEvent } from '../wait-for-event/run.js';
import { run as condition } from '../condition/run.js';
import { run as updateContact } from '../update-contact/run.js';
import { run as exit } from '../exit/run.js';

/** What each node type does, by `type@version`. Enters the workflow bundle. */
export const runners: Runners = {
  'event-trigger@1': eventTrigger,
  'send-sms@1': sendSms,
  'wait-for-event@1': waitForEvent,
  'condition@1': condition,
  'update-contact@1': updateContact,
  'exit@1': exit,
} as Runners;
