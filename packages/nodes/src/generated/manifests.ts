// Written by scripts/generate-entry-points.ts from node-types.json. Do not edit.
import { eventTrigger } from '../event-trigger/manifest.js';
import { keywordTrigger } from '../keyword-trigger/manifest.js';
import { segmentTrigger } from '../segment-trigger/manifest.js';
import { scheduleTrigger } from '../schedule-trigger/manifest.js';
import { dateTrigger } from '../date-trigger/manifest.js';
import { manualTrigger } from '../manual-trigger/manifest.js';
import { sendSms } from '../send-sms/manifest.js';
import { wait } from '../wait/manifest.js';
import { waitUntil } from '../wait-until/manifest.js';
import { waitForEvent } from '../wait-for-event/manifest.js';
import { waitForReply } from '../wait-for-reply/manifest.js';
import { waitForStock } from '../wait-for-stock/manifest.js';
import { rateGate } from '../rate-gate/manifest.js';
import { condition } from '../condition/manifest.js';
import { randomSplit } from '../random-split/manifest.js';
import { experiment } from '../experiment/manifest.js';
import { updateContact } from '../update-contact/manifest.js';
import { tagContact } from '../tag-contact/manifest.js';
import { setVariable } from '../set-variable/manifest.js';
import { issueCoupon } from '../issue-coupon/manifest.js';
import { changePoints } from '../change-points/manifest.js';
import { startJourney } from '../start-journey/manifest.js';
import { httpRequest } from '../http-request/manifest.js';
import { noteToTeam } from '../note-to-team/manifest.js';
import { exit } from '../exit/manifest.js';

/** Every node type's manifest, by folder. */
export const manifests = {
  'event-trigger': eventTrigger,
  'keyword-trigger': keywordTrigger,
  'segment-trigger': segmentTrigger,
  'schedule-trigger': scheduleTrigger,
  'date-trigger': dateTrigger,
  'manual-trigger': manualTrigger,
  'send-sms': sendSms,
  wait: wait,
  'wait-until': waitUntil,
  'wait-for-event': waitForEvent,
  'wait-for-reply': waitForReply,
  'wait-for-stock': waitForStock,
  'rate-gate': rateGate,
  condition: condition,
  'random-split': randomSplit,
  experiment: experiment,
  'update-contact': updateContact,
  'tag-contact': tagContact,
  'set-variable': setVariable,
  'issue-coupon': issueCoupon,
  'change-points': changePoints,
  'start-journey': startJourney,
  'http-request': httpRequest,
  'note-to-team': noteToTeam,
  exit: exit,
};
