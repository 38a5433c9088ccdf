/** Where a list, or the people of a tag, are shown. */
export const listPath = (name: string) => `/lists/${encodeURIComponent(name)}`;
