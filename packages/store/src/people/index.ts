export { attributesOfPeople, learnAttributes, listAttributes, type AttributeRow } from './attributes.js';
export {
  previewBulk,
  startBulk,
  startUndo,
  stepBulk,
  type BulkAction,
  type BulkChoice,
  type BulkPreview,
} from './bulk.js';
export { computedOfPerson, type ComputedOfPerson } from './computed-of-person.js';
export type { ContactFilter } from './contact-filter.js';
export { correctPerson, type Corrected, type Correction, type PersonFields } from './correct-person.js';
export { dataOfContact, type DataOfContact } from './data-of-contact.js';
export { eraseContact } from './erase-contact.js';
export { EXPORTED_TABLES, exportTable, type ExportedTable } from './export-tables.js';
export {
  badRowsOfImport,
  firstRowsOfImport,
  keepRows,
  pagesOfImport,
  rowsOfPage,
  saveImportSettings,
  sweepImports,
  type Cells,
  type KeptPage,
  type KeptRow,
  type UnreadLine,
} from './import-file.js';
export {
  ImportCollision,
  importPeople,
  previewImport,
  type About,
  type BadRow,
  type ImportedPerson,
  type ImportStep,
  type StretchBefore,
} from './import-people.js';
export {
  createPeopleJob,
  failPeopleJob,
  getPeopleJob,
  goOnWithJob,
  listPeopleJobs,
  setPeopleJobStatus,
  stepPeopleJob,
  stepPeopleJobBehind,
  stopJob,
  type PeopleJob,
} from './jobs.js';
export { mergeContacts, previewMerge, type Merge, type MergePreview } from './merge-contacts.js';
export { accountsOf } from './names.js';
export { sortWordsIn } from './words-of-many.js';
export { relationshipWith, type Relationship } from './relationship.js';
export { previewImportUndo, type ImportUndoPreview } from './take-import-back.js';
export { deleteTag, renameTag, type ChangedTag } from './change-tag.js';
export { usesOfTag } from './tag-uses.js';
export { getTag, listTags, saveTag, type TagRow } from './tags.js';
export {
  TIMELINE_KINDS,
  timelineOf,
  type TimelineEntry,
  type TimelineKind,
  type TimelinePlace,
} from './timeline.js';
export { whyNot, type WhyNot } from './why-not.js';
