import * as z from 'zod';

/** A list of short words: keywords, tags. */
export const words = (title: string, description: string, most = 30) =>
  z
    .array(z.string().min(1).max(60))
    .max(most)
    .meta({ title, description, ui: { widget: 'words' } });
