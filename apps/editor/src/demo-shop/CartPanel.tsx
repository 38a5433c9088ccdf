import { Trans } from '@lingui/react';
import { ActionIcon, Button } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import type { DemoShop } from '@signalbox/api/contract';
import { IconMinus, IconPlus } from '@tabler/icons-react';
import { useMutation } from '@tanstack/react-query';
import { Link } from 'react-router';
import { api, sayError } from '../api/client.js';
import { formatAmount } from '../format/number.js';
import { t } from '../language/t.js';
import { Card } from '../ui/Page.js';
import { emptyCart, linesOf, withProduct, type Cart } from './cart.js';
import { May } from '../team/May.js';
import classes from './DemoShopPage.module.css';

interface Props {
  shop: DemoShop;
  shopper: DemoShop['people'][number];
  cart: Cart;
  onChange: (cart: Cart) => void;
}

/** The cart, and the two ways it may go: left behind at the checkout, or ordered. */
export function CartPanel({ shop, shopper, cart, onChange }: Props) {
  const lines = linesOf(cart);
  const product = (id: string) => shop.products.find((candidate) => candidate.id === id)!;
  const total = lines.reduce((sum, { productId, quantity }) => sum + product(productId).price * quantity, 0);

  const act = useMutation({
    mutationFn: (kind: 'checkout' | 'order') =>
      api.post(`/api/demo/shop/${kind}`, {
        contactId: shopper.id,
        token: cart.token,
        isChange: cart.isTold,
        lines,
      }),
    onSuccess: (_, kind) => {
      onChange(kind === 'order' ? emptyCart() : { ...cart, isTold: true });
      notifications.show(
        kind === 'order'
          ? { color: 'go', title: t('Ordered'), message: t('What waits for this order hears of it now.') }
          : {
              title: t('The cart is left behind'),
              message: t('Journeys that start with a checkout have begun. Change the cart, order, or wait.'),
            },
      );
    },
    onError: (error) =>
      notifications.show({ color: 'red', title: t('The shop did not answer'), message: sayError(error) }),
  });

  return (
    <Card title={t('Cart')} aside={lines.length > 0 && formatAmount(total, shop.currency)}>
      {lines.length === 0 ? (
        <p className={classes.hint}>{t('Nothing yet. Press a product to take it.')}</p>
      ) : (
        <ul className={classes.lines}>
          {lines.map(({ productId, quantity }) => (
            <li key={productId}>
              <span>{product(productId).name}</span>
              <ActionIcon
                variant="default"
                size="sm"
                aria-label={t('One {name} less', { name: product(productId).name })}
                onClick={() => onChange(withProduct(cart, productId, -1))}
              >
                <IconMinus size={13} />
              </ActionIcon>
              <b className="num">{quantity}</b>
              <ActionIcon
                variant="default"
                size="sm"
                aria-label={t('One {name} more', { name: product(productId).name })}
                onClick={() => onChange(withProduct(cart, productId, 1))}
              >
                <IconPlus size={13} />
              </ActionIcon>
            </li>
          ))}
        </ul>
      )}
      <div className={classes.ways}>
        <May need="change">
          <Button
            variant="default"
            disabled={lines.length === 0}
            loading={act.isPending && act.variables === 'checkout'}
            onClick={() => act.mutate('checkout')}
          >
            {cart.isTold ? t('Tell of the change') : t('Go to checkout and leave')}
          </Button>
          <Button
            disabled={lines.length === 0}
            loading={act.isPending && act.variables === 'order'}
            onClick={() => act.mutate('order')}
          >
            {t('Order')}
          </Button>
        </May>
      </div>
      {cart.isTold && !shopper.hasAgreed && (
        <p className={classes.hint}>
          <Trans
            id="{name} has not agreed to texts: within a minute the one about this cart stands under <link>texts not sent</link>, and says why."
            values={{ name: shopper.name }}
            components={{ link: <Link to="/messages?state=not-sent" /> }}
          />
        </p>
      )}
      <p className={classes.hint}>
        <Trans
          id="What happened is under <link>Events</link>, and on <link2>{name}’s page</link2>."
          values={{ name: shopper.name }}
          components={{ link: <Link to="/events" />, link2: <Link to={`/people/${shopper.id}`} /> }}
        />
      </p>
    </Card>
  );
}
