// Written by scripts/generate-entry-points.ts from node-types.json. Do not edit.
import type { NodeActivities } from '../kernel/host.js';
import { activities as scheduleTrigger } from '../schedule-trigger/activities.js';
import { activities as dateTrigger } from '../date-trigger/activities.js';
import { activities as sendSms } from '../send-sms/activities.js';
import { activities as waitUntil } from '../wait-until/activities.js';
import { activities as waitForReply } from '../wait-for-reply/activities.js';
import { activities as rateGate } from '../rate-gate/activities.js';
import { activities as experiment } from '../experiment/activities.js';
import { activities as updateContact } from '../update-contact/activities.js';
import { activities as tagContact } from '../tag-contact/activities.js';
import { activities as setVariable } from '../set-variable/activities.js';
import { activities as issueCoupon } from '../issue-coupon/activities.js';
import { activities as changePoints } from '../change-points/activities.js';
import { activities as startJourney } from '../start-journey/activities.js';
import { activities as httpRequest } from '../http-request/activities.js';
import { activities as noteToTeam } from '../note-to-team/activities.js';

/** The worker's side of the node types, by `type.activity`. */
export const activities: NodeActivities = Object.fromEntries(
  Object.entries({
    'schedule-trigger': scheduleTrigger,
    'date-trigger': dateTrigger,
    'send-sms': sendSms,
    'wait-until': waitUntil,
    'wait-for-reply': waitForReply,
    'rate-gate': rateGate,
    experiment: experiment,
    'update-contact': updateContact,
    'tag-contact': tagContact,
    'set-variable': setVariable,
    'issue-coupon': issueCoupon,
    'change-points': changePoints,
    'start-journey': startJourney,
    'http-request': httpRequest,
    'note-to-team': noteToTeam,
  }).flatMap(([type, own]) => Object.entries(own).map(([name, activity]) => [`${type}.${name}`, activity])),
);
