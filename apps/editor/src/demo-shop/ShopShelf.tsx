import type { DemoShop } from '@signalbox/api/contract';
import { formatAmount } from '../format/number.js';
import type { Cart } from './cart.js';
import { ProductPicture } from './ProductPicture.js';
import classes from './DemoShopPage.module.css';

interface Props {
  shop: DemoShop;
  cart: Cart;
  onTake: (productId: string) => void;
}

/** What is for sale; one press puts a piece into the cart. */
export function ShopShelf({ shop, cart, onTake }: Props) {
  return (
    <ul className={classes.shelf} aria-label="Products">
      {shop.products.map(({ id, name, price, category }) => (
        <li key={id}>
          <button
            type="button"
            className={classes.product}
            onClick={() => onTake(id)}
            aria-label={`Put ${name} into the cart, ${formatAmount(price, shop.currency)}`}
          >
            <ProductPicture category={category} seed={id} />
            <span className={classes.name}>{name}</span>
            <span className="num">{formatAmount(price, shop.currency)}</span>
            {cart.quantities[id] !== undefined && <b className="num">{cart.quantities[id]} in the cart</b>}
          </button>
        </li>
      ))}
    </ul>
  );
}
