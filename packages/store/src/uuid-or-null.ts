const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** What somebody else names something by, to be compared with a key by its index: `null`, which equals none, if it is no UUID. */
export const uuidOrNull = (text: string): string | null => (UUID.test(text) ? text : null);
