import type { DemoShop } from '@signalbox/api/contract';
import { formatAmount } from '../format/number.js';
import type { Cart } from './cart.js';
import { ProductPicture } from './ProductPicture.js';
import classes from './DemoShopPage.module.css';

/** Few enough that a line of people is seen to be told in turn. */
const RESTOCKED = 3;

interface Props {
  shop: DemoShop;
  cart: Cart;
  onTake: (productId: string) => void;
  onAsk: (productId: string) => void;
  onStock: (productId: string, available: number) => void;
}

/** What is for sale; one press puts a piece into the cart. */
export function ShopShelf({ shop, cart, onTake, onAsk, onStock }: Props) {
  return (
    <ul className={classes.shelf} aria-label="Products">
      {shop.products.map(({ id, name, price, category, isSoldOut }) => (
        <li key={id}>
          <button
            type="button"
            className={classes.product}
            onClick={() => (isSoldOut ? onAsk(id) : onTake(id))}
            aria-label={
              isSoldOut
                ? `${name} is sold out: text me when it is back`
                : `Put ${name} into the cart, ${formatAmount(price, shop.currency)}`
            }
          >
            <ProductPicture category={category} seed={id} />
            <span className={classes.name}>{name}</span>
            <span className="num">{formatAmount(price, shop.currency)}</span>
            {isSoldOut && <b>Sold out. Text me when it is back</b>}
            {cart.quantities[id] !== undefined && <b className="num">{cart.quantities[id]} in the cart</b>}
          </button>
          <button
            type="button"
            className={classes.stock}
            aria-label={isSoldOut ? `Restock ${name}` : `Sell ${name} out`}
            onClick={() => onStock(id, isSoldOut ? RESTOCKED : 0)}
          >
            {isSoldOut ? `Restock: ${RESTOCKED} pieces` : 'Sell out'}
          </button>
        </li>
      ))}
    </ul>
  );
}
