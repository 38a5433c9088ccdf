export * from './audience.js';
export * from './backtest.js';
export * from './campaigns.js';
export * from './connections.js';
export * from './consent.js';
export * from './contacts.js';
export { factsOf, someContacts, type ContactFacts } from './contact-facts.js';
export { openDatabase, type Database, type Tx } from './database.js';
export * from './conversation.js';
export * from './direct-texts.js';
export * from './events.js';
export * from './figures.js';
export * from './home.js';
export * from './house.js';
export type * from './intake/incoming-event.js';
export * from './intake/deliveries.js';
export { seenEvents, type SeenEvent } from './intake/seen.js';
export * from './intake/webhook-sources.js';
export * from './explain-event.js';
export { settleSegments, takeEvent, takeEvents, type Taken } from './intake/take-event.js';
export * from './inbound.js';
export * from './journey-stats.js';
export * from './journeys.js';
export * from './links.js';
export * from './live-edits.js';
export { announce, listen } from './listen.js';
export * from './messages.js';
export { migrate } from './migrate.js';
export * from './outbox.js';
export * from './people/index.js';
export * from './overdue.js';
export * from './runs.js';
export * from './pace.js';
export * from './preferences.js';
export * from './recipient-pages.js';
export * from './reply-reviews.js';
export {
  deleteSegment,
  listSegments,
  previewSegment,
  recountSegments,
  saveSegment,
  segmentsOfPerson,
  type SegmentPreview,
  type SegmentRow,
} from './segments.js';
export * from './settings.js';
export * from './start-journey.js';
export { loyaltyProgramme, saveProgramme, type Programme } from './loyalty/programme.js';
export { keepLoyaltyTime } from './loyalty/keep-time.js';
export { listPoints, type PointsRow } from './loyalty/ledger.js';
export { recountPerson } from './shop/computed.js';
export * from './shop/picks.js';
export * from './shop/privacy.js';
export { productFacts, variantFacts, type ProductFacts } from './shop/product-facts.js';
export { scorePeople } from './shop/scores.js';
export type * from './shop/shop-news.js';
export { passOnThingEvents } from './shop/thing-events.js';
export * from './stop-runs.js';
export * from './steps/coupon-pools.js';
export * from './steps/coupons.js';
export * from './steps/experiments.js';
export * from './steps/gates.js';
export * from './steps/points.js';
export * from './steps/team-notes.js';
export type { JourneyStatus, MessageState, RunStatus } from './schema.js';
