import { Button, Select, TagsInput } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import type { StorefrontChange } from '@signalbox/api/contract';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { api, sayError } from '../api/client.js';
import { signUpFormsQuery, storefrontQuery } from '../api/queries.js';
import { t } from '../language/t.js';
import { Asked } from '../ui/Asked.js';
import { Card } from '../ui/Page.js';
import { May } from '../team/May.js';
import classes from './Waitlists.module.css';

/** What a shop pastes into its pages, and which pages those may be. */
export function StorefrontCard() {
  const client = useQueryClient();
  const shop = useQuery(storefrontQuery);
  const forms = useQuery(signUpFormsQuery);
  const save = useMutation({
    mutationFn: (change: StorefrontChange) => api.put('/api/settings/storefront', change),
    onSuccess: () => client.invalidateQueries({ queryKey: ['storefront'] }),
    onError: (error) => notifications.show({ color: 'red', title: t('Not saved'), message: sayError(error) }),
  });
  if (!shop.data)
    return (
      <Asked title={t('In your shop’s pages')} query={shop}>
        {() => null}
      </Asked>
    );
  return (
    <Card title={t('In your shop’s pages')}>
      <TagsInput
        label={t('Addresses of your shop')}
        description={t('Other pages are turned away. Press Enter after each.')}
        placeholder="https://shop.example"
        value={shop.data.origins}
        onChange={(origins) => save.mutate({ origins })}
        maw={480}
        mb="md"
      />
      <Select
        label={t('Who ticks at the checkout')}
        description={t(
          'A form says whether a yes by text is asked for first, what for, and which tag they get.',
        )}
        placeholder={t('is in at once, for marketing')}
        clearable
        data={(forms.data ?? []).map(({ slug, name }) => ({
          value: slug,
          label: t('signs up by “{name}”', { name }),
        }))}
        value={shop.data.checkoutForm}
        onChange={(checkoutForm) => save.mutate({ checkoutForm })}
        maw={480}
        mb="md"
      />
      <Code
        title={t('On a product page: the button “Text me when it is back”')}
        text={shop.data.askSnippet}
      />
      <Code title={t('On every page: products seen, carts and checkouts')} text={shop.data.snippet} />
    </Card>
  );
}

export function Code({ title, text }: { title: string; text: string }) {
  return (
    <>
      <p className={classes.hint}>
        {title}{' '}
        <May need="manage">
          <Button
            size="compact-xs"
            variant="subtle"
            onClick={() =>
              void navigator.clipboard
                .writeText(text)
                .then(() => notifications.show({ message: t('Copied.') }))
            }
          >
            {t('Copy')}
          </Button>
        </May>
      </p>
      <pre className={classes.code}>{text}</pre>
    </>
  );
}
