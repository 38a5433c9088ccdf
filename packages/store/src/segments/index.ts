export { listMembers, noteSizes, segmentSizes, type MemberRow, type SegmentSize } from './members.js';
export { previewSegment, type SegmentPreview } from './preview.js';
export { recountSegments } from './recount.js';
export {
  cycleOf,
  deleteSegment,
  isAskedForBesides,
  listSegments,
  saveSegment,
  SegmentChanged,
  segmentsBeingCounted,
  segmentsOfPerson,
  usesOf,
  type SegmentRow,
  type SegmentToSave,
  type SegmentUse,
} from './segments.js';
export { segmentChoices, type SegmentChoices } from './choices.js';
