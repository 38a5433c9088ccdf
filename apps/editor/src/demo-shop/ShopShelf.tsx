import type { DemoShop } from '@signalbox/api/contract';
import { formatAmount } from '../format/number.js';
import { t } from '../language/t.js';
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
    <ul className={classes.shelf} aria-label={t('Products')}>
      {shop.products.map(({ id, name, price, category, isSoldOut }) => (
        <li key={id}>
          <button
            type="button"
            className={classes.product}
            onClick={() => (isSoldOut ? onAsk(id) : onTake(id))}
            aria-label={
              isSoldOut
                ? t('{name} is sold out: text me when it is back', { name })
                : t('Put {name} into the cart, {price}', { name, price: formatAmount(price, shop.currency) })
            }
          >
            <ProductPicture category={category} seed={id} />
            <span className={classes.name}>{name}</span>
            <span className="num">{formatAmount(price, shop.currency)}</span>
            {isSoldOut && <b>{t('Sold out. Text me when it is back')}</b>}
            {cart.quantities[id] !== undefined && (
              <b className="num">{t('{quantities} in the cart', { quantities: cart.quantities[id] })}</b>
            )}
          </button>
          <button
            type="button"
            className={classes.stock}
            aria-label={isSoldOut ? t('Restock {name}', { name }) : t('Sell {name} out', { name })}
            onClick={() => onStock(id, isSoldOut ? RESTOCKED : 0)}
          >
            {isSoldOut ? t('Restock: {RESTOCKED} pieces', { RESTOCKED }) : t('Sell out')}
          </button>
        </li>
      ))}
    </ul>
  );
}
