import { no, type No, type SendFacts } from '../send-facts.js';

/**
 * What the text says is still so, looked at again in this moment.
 * Source: ours; a reminder of a cart that was bought an hour ago is the mistake that people remember. What can't be
 * known stops nothing, but of a shop that took its app out nothing will ever be known again.
 */
export function stillTrue({ stillTrue, personName: name }: SendFacts): No | null {
  if (stillTrue.noOrder === false) return no('ordered-since', `${name} has ordered since the journey began`);
  if (stillTrue.inStock === false) return no('out-of-stock', 'What the text is about is sold out again');
  if (stillTrue.cart === false) return no('cart-empty', `${name} has emptied the cart`);
  if (stillTrue.reward === false)
    return no('reward-gone', 'The reward has been used, or its points are spent');
  if (stillTrue.before === false) return no('expired', 'What the text tells of has gone by');
  if (stillTrue.goneShop)
    return no(
      'shop-gone',
      `${stillTrue.goneShop} is no longer connected, and tells of no order, cart or stock`,
    );
  if (stillTrue.rule === false)
    return no('no-longer-true', 'What the text was to be sent for is no longer so');
  return null;
}
