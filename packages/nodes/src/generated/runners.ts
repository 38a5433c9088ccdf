// Written by scripts/generate-entry-points.ts from node-types.json. Do not edit.
import type { Runners } from '../kernel/runners.js';
import { run as eventTrigger } from '../event-trigger/run.js';
import { run as keywordTrigger } from '../keyword-trigger/run.js';
import { run as segmentTrigger } from '../segment-trigger/run.js';
import { run as scheduleTrigger } from '../schedule-trigger/run.js';
import { run as dateTrigger } from '../date-trigger/run.js';
import { run as manualTrigger } from '../manual-trigger/run.js';
import { run as sendSms } from '../send-sms/run.js';
import { run as wait } from '../wait/run.js';
import { run as waitUntil } from '../wait-until/run.js';
import { run as waitForEvent } from '../wait-for-event/run.js';
import { run as waitForReply } from '../wait-for-reply/run.js';
import { run as waitForStock } from '../wait-for-stock/run.js';
import { run as waitForStockV1 } from '../wait-for-stock/run.v1.js';
import { run as rateGate } from '../rate-gate/run.js';
import { run as rateGateV1 } from '../rate-gate/run.v1.js';
import { run as condition } from '../condition/run.js';
import { run as randomSplit } from '../random-split/run.js';
import { run as experiment } from '../experiment/run.js';
import { run as updateContact } from '../update-contact/run.js';
import { run as tagContact } from '../tag-contact/run.js';
import { run as setVariable } from '../set-variable/run.js';
import { run as issueCoupon } from '../issue-coupon/run.js';
import { run as changePoints } from '../change-points/run.js';
import { run as changePointsV1 } from '../change-points/run.v1.js';
import { run as startJourney } from '../start-journey/run.js';
import { run as httpRequest } from '../http-request/run.js';
import { run as noteToTeam } from '../note-to-team/run.js';
import { run as exit } from '../exit/run.js';

/** What each node type does, by `type@version`. Enters the workflow bundle. */
export const runners: Runners = {
  'event-trigger@1': eventTrigger,
  'keyword-trigger@1': keywordTrigger,
  'segment-trigger@1': segmentTrigger,
  'schedule-trigger@1': scheduleTrigger,
  'date-trigger@1': dateTrigger,
  'manual-trigger@1': manualTrigger,
  'send-sms@1': sendSms,
  'wait@1': wait,
  'wait-until@1': waitUntil,
  'wait-for-event@1': waitForEvent,
  'wait-for-reply@1': waitForReply,
  'wait-for-stock@2': waitForStock,
  'wait-for-stock@1': waitForStockV1,
  'rate-gate@2': rateGate,
  'rate-gate@1': rateGateV1,
  'condition@1': condition,
  'random-split@1': randomSplit,
  'experiment@1': experiment,
  'update-contact@1': updateContact,
  'tag-contact@1': tagContact,
  'set-variable@1': setVariable,
  'issue-coupon@1': issueCoupon,
  'change-points@2': changePoints,
  'change-points@1': changePointsV1,
  'start-journey@1': startJourney,
  'http-request@1': httpRequest,
  'note-to-team@1': noteToTeam,
  'exit@1': exit,
} as Runners;
