import * as z from 'zod';

/** GET /api/demo/shop : what the demo shop sells, and who may go shopping there. */
export const demoShop = z.object({
  currency: z.string(),
  products: z.array(
    z.object({
      id: z.string(),
      name: z.string(),
      price: z.number(),
      category: z.string(),
      isSoldOut: z.boolean(),
    }),
  ),
  people: z.array(z.object({ id: z.string(), name: z.string(), phone: z.string(), hasAgreed: z.boolean() })),
});
export type DemoShop = z.infer<typeof demoShop>;

/** POST /api/demo/shop/checkout, /api/demo/shop/order → 204 */
export const demoCart = z.object({
  contactId: z.uuid(),
  token: z
    .string()
    .regex(/^[a-z0-9]{8,64}$/)
    .describe('The same for one cart, from its first checkout to its order'),
  isChange: z.boolean().default(false).describe('The checkout was begun before'),
  lines: z
    .array(z.object({ productId: z.string().max(40), quantity: z.int().min(1).max(20) }))
    .min(1)
    .max(20),
});
export type DemoCart = z.input<typeof demoCart>;

/** POST /api/demo/shop/stock → 204 */
export const demoStock = z.object({ productId: z.string().max(40), available: z.int().min(0).max(1_000) });

/** POST /api/demo/shop/ask : “Text me when it is back” */
export const demoAsk = z.object({ contactId: z.uuid(), productId: z.string().max(40) });
