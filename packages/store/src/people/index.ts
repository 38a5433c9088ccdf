export { listAttributes, type AttributeRow } from './attributes.js';
export { dataOfContact, type DataOfContact } from './data-of-contact.js';
export { eraseContact } from './erase-contact.js';
export { mergeContacts, previewMerge, type Merge, type MergePreview } from './merge-contacts.js';
export { changeTags, listTags, saveTag, type TagRow } from './tags.js';
