// Written by scripts/generate-entry-points.ts from node-types.json. Do not edit.
import type { StandIns } from '../kernel/stand-in.js';
import { standIns as scheduleTrigger } from '../schedule-trigger/stand-in.js';
import { standIns as dateTrigger } from '../date-trigger/stand-in.js';
import { standIns as sendSms } from '../send-sms/stand-in.js';
import { standIns as waitUntil } from '../wait-until/stand-in.js';
import { standIns as waitForReply } from '../wait-for-reply/stand-in.js';
import { standIns as rateGate } from '../rate-gate/stand-in.js';
import { standIns as experiment } from '../experiment/stand-in.js';
import { standIns as updateContact } from '../update-contact/stand-in.js';
import { standIns as tagContact } from '../tag-contact/stand-in.js';
import { standIns as setVariable } from '../set-variable/stand-in.js';
import { standIns as issueCoupon } from '../issue-coupon/stand-in.js';
import { standIns as changePoints } from '../change-points/stand-in.js';
import { standIns as startJourney } from '../start-journey/stand-in.js';
import { standIns as httpRequest } from '../http-request/stand-in.js';
import { standIns as noteToTeam } from '../note-to-team/stand-in.js';

/** What stands in for the activities in the simulator, by `type.activity`. */
export const standIns: StandIns = Object.fromEntries(
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
  }).flatMap(([type, own]) => Object.entries(own).map(([name, standIn]) => [`${type}.${name}`, standIn])),
);
