import * as z from 'zod';

/** What an offer is about, where it is one thing: its stock is then read as each text leaves. */
export const productFields = {
  variantId: z
    .string()
    .regex(/^[A-Za-z0-9_:/-]{0,60}$/)
    .default('')
    .meta({
      title: 'The product: the id of its variant',
      description: 'Nobody is told any more once it is nearly sold out. Left out if it is not one thing.',
      ui: { rare: true },
    }),
  leastLeft: z
    .int()
    .min(1)
    .max(1_000_000)
    .default(5)
    .meta({ title: 'Nearly sold out is: fewer left than', ui: { rare: true, short: '' } }),
};

/** For `stillTrue` of a text about it. */
export const ofProduct = ({ variantId, leastLeft }: { variantId: string; leastLeft: number }) =>
  variantId === '' ? {} : { inStock: true, variantId, leastLeft };
