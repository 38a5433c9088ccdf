import type { ContactRow, EventRow, ListedMessage, RunRow } from '@signalbox/store';
import type { ContactSummary, EventSummary, MessageSummary, RunSummary } from '../contract/index.js';
import { adviceOn } from './advice.js';

/** Rows of the database in the shapes of the contract. */

const nameOf = (row: { firstName: string | null; lastName: string | null; phone: string | null }): string =>
  [row.firstName, row.lastName].filter(Boolean).join(' ') || row.phone || 'Unknown';

type PersonRow = { id: string; firstName: string | null; lastName: string | null; phone: string | null };
export const personOf = (row: PersonRow) => ({ id: row.id, name: nameOf(row), phone: row.phone });

export const runSummary = (row: RunRow): RunSummary => ({
  id: row.id,
  journeyId: row.journeyId,
  journeyName: row.journeyName,
  version: row.version,
  contact: { id: row.contactId, name: nameOf(row), phone: row.phone },
  status: row.status,
  outcome: row.outcome,
  startedAt: row.startedAt.toISOString(),
  wakesAt: row.wakesAt?.toISOString() ?? null,
  endedAt: row.endedAt?.toISOString() ?? null,
  currentNodeId: row.currentNodeId,
});

export const eventSummary = (row: EventRow): EventSummary => ({
  id: row.id,
  source: row.source,
  name: row.name,
  contact: row.contactId === null ? null : { id: row.contactId, name: nameOf(row), phone: row.phone },
  occurredAt: row.occurredAt.toISOString(),
  receivedAt: row.receivedAt.toISOString(),
  properties: row.properties,
  isHistory: row.isHistory,
});

export const messageSummary = (row: ListedMessage): MessageSummary => ({
  id: row.id,
  state: row.state,
  reason: row.reason,
  reasonCode: row.reasonCode,
  advice: row.reasonCode === null ? null : adviceOn(row.reasonCode),
  body: row.body,
  parts: row.parts,
  phone: row.phone,
  purpose: row.purpose,
  contact: row.contactId === null ? null : { id: row.contactId, name: nameOf(row) },
  journey: row.journeyId === null ? null : { id: row.journeyId, name: row.journeyName ?? '' },
  nodeId: row.nodeId,
  runId: row.runId,
  plannedAt: row.plannedAt.toISOString(),
  acceptedAt: row.acceptedAt?.toISOString() ?? null,
  settledAt: row.settledAt?.toISOString() ?? null,
});

export const contactSummary = (row: ContactRow): ContactSummary => ({
  id: row.id,
  name: nameOf(row),
  phone: row.phone,
  email: row.email,
  country: row.country,
  smsConsent: row.smsConsent,
  orderCount: row.orderCount,
  lastOrderAt: row.lastOrderAt?.toISOString() ?? null,
  tags: row.tags,
  createdAt: row.createdAt.toISOString(),
});
