import * as z from 'zod';

/** A list of short words, such as keywords. */
export const words = (title: string, description: string, most = 30) =>
  z
    .array(z.string().min(1).max(60))
    .max(most)
    .meta({ title, description, ui: { widget: 'words' } });

/** Names of tags and lists, of which the editor offers those that there are. */
export const tags = (title: string, description: string) =>
  words(title, description).meta({ title, description, ui: { widget: 'tag-picker' } });
