import type { DemoCart } from '@signalbox/api/contract';

export interface Cart {
  /** One token from the first checkout to the order, as in a real shop. */
  token: string;
  quantities: { [productId: string]: number };
  /** The shop has told of this checkout. */
  isTold: boolean;
}

export const emptyCart = (): Cart => ({
  token: crypto.randomUUID().replaceAll('-', ''),
  quantities: {},
  isTold: false,
});

export const withProduct = (cart: Cart, productId: string, change: 1 | -1): Cart => {
  const quantity = (cart.quantities[productId] ?? 0) + change;
  const { [productId]: _, ...others } = cart.quantities;
  return { ...cart, quantities: quantity > 0 ? { ...others, [productId]: quantity } : others };
};

export const linesOf = (cart: Cart): DemoCart['lines'] =>
  Object.entries(cart.quantities).map(([productId, quantity]) => ({ productId, quantity }));
