import { Loader, Select } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useSearchParams } from 'react-router';
import type { DemoShop } from '@signalbox/api/contract';
import { api, sayError } from '../api/client.js';
import { demoShopQuery } from '../api/queries.js';
import { LoadDemoButton } from '../journeys/LoadDemoButton.js';
import { t } from '../language/t.js';
import { OnePhone } from '../phone/OnePhone.js';
import { Empty } from '../ui/Empty.js';
import { Page } from '../ui/Page.js';
import { Trouble } from '../ui/Trouble.js';
import { emptyCart, withProduct } from './cart.js';
import { CartPanel } from './CartPanel.js';
import { ShopShelf } from './ShopShelf.js';
import { NOT_AGREED } from './who.js';
import { May } from '../team/May.js';
import classes from './DemoShopPage.module.css';

/** A shop to walk through as one of its people, with their phone beside it. */
export function DemoShopPage() {
  const shop = useQuery(demoShopQuery);
  return (
    <Page
      title={t('Demo shop')}
      lead={t(
        'Go shopping as somebody: leave a cart behind, or order. Your live journeys react, and the phone rings.',
      )}
    >
      {shop.isPending && <Loader aria-label={t('Loading')} />}
      {shop.isError && <Trouble error={shop.error} onRetry={() => void shop.refetch()} />}
      {shop.data?.people.length === 0 && (
        <Empty title={t('Nobody shops here yet')} action={<LoadDemoButton />}>
          {t('The demo shop brings sixty made-up people, their orders, and two journeys to publish.')}
        </Empty>
      )}
      {shop.data && shop.data.people.length > 0 && <OpenShop shop={shop.data} />}
    </Page>
  );
}

function OpenShop({ shop }: { shop: DemoShop }) {
  const [params, setParams] = useSearchParams();
  const shopper =
    shop.people.find(({ id, hasAgreed }) =>
      params.get('as') === NOT_AGREED ? !hasAgreed : id === params.get('as'),
    ) ??
    shop.people.find(({ hasAgreed }) => hasAgreed) ??
    shop.people[0]!;
  const [cart, setCart] = useState(emptyCart);

  const client = useQueryClient();
  const stock = useMutation({
    mutationFn: (change: { productId: string; available: number }) =>
      api.post('/api/demo/shop/stock', change),
    onSuccess: () => client.invalidateQueries({ queryKey: demoShopQuery.queryKey }),
    onError: (error) =>
      notifications.show({ color: 'red', title: t('Not changed'), message: sayError(error) }),
  });
  const ask = useMutation({
    mutationFn: (productId: string) =>
      api.post<{ result: string; place?: number }>('/api/demo/shop/ask', {
        contactId: shopper.id,
        productId,
      }),
    onSuccess: ({ result, place }) =>
      notifications.show(
        result === 'waiting'
          ? {
              title: t('In line, number {place}', { place }),
              message: t('See the line under Products and waitlists.'),
            }
          : {
              title: t('Not in line'),
              message: result === 'stopped' ? t('They replied STOP.') : t('It can be bought now.'),
            },
      ),
    onError: (error) =>
      notifications.show({ color: 'red', title: t('Not in line'), message: sayError(error) }),
  });

  const changeShopper = (id: string | null) => {
    if (id === null) return;
    setParams({ as: id }, { replace: true });
    setCart(emptyCart());
  };

  return (
    <div className={classes.columns}>
      <May need="change">
        <ShopShelf
          shop={shop}
          cart={cart}
          onTake={(productId) => setCart((now) => withProduct(now, productId, 1))}
          onAsk={(productId) => ask.mutate(productId)}
          onStock={(productId, available) => stock.mutate({ productId, available })}
        />
      </May>
      <div className={classes.aside}>
        <Select
          label={t('You are')}
          searchable
          allowDeselect={false}
          data={shop.people.map(({ id, name, hasAgreed }) => ({
            value: id,
            label: hasAgreed ? name : t('{name} (has not agreed to texts)', { name }),
          }))}
          value={shopper.id}
          onChange={changeShopper}
        />
        <CartPanel key={shopper.id} shop={shop} shopper={shopper} cart={cart} onChange={setCart} />
      </div>
      <OnePhone number={shopper.phone} name={shopper.name} />
    </div>
  );
}
