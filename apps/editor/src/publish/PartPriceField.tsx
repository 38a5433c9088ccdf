import { Button, Group, TextInput } from '@mantine/core';
import type { PartPrice } from '@signalbox/api/contract';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { api, sayError } from '../api/client.js';
import { partPriceQuery } from '../api/queries.js';
import { t } from '../language/t.js';
import { NumberBox } from '../ui/NumberBox.js';
import { May } from '../team/May.js';
import classes from './Publish.module.css';

/** What the carrier takes for one part: said once, it makes every forecast tell its cost. */
export function PartPriceField() {
  const client = useQueryClient();
  const known = useQuery(partPriceQuery);
  const [editing, setEditing] = useState<PartPrice | null>(null);
  const save = useMutation({
    mutationFn: (price: PartPrice) => api.put('/api/settings/part-price', { price }),
    onSuccess: async () => {
      setEditing(null);
      await client.invalidateQueries({ queryKey: ['part-price'] });
      void client.invalidateQueries({ queryKey: ['forecast'] });
    },
  });
  if (known.data === undefined) return null;
  if (!editing) {
    return (
      <p className={classes.dim}>
        {known.data
          ? t('At {amount} {currency} a part.', { amount: known.data.amount, currency: known.data.currency })
          : t('Say what your carrier takes for one part, and the cost stands here.')}{' '}
        <May need="manage" hide>
          <button
            type="button"
            className={classes.link}
            onClick={() => setEditing(known.data ?? { amount: 0.3, currency: 'DKK' })}
          >
            {known.data ? t('Change') : t('Set the price of a part')}
          </button>
        </May>
      </p>
    );
  }
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        save.mutate(editing);
      }}
    >
      <Group align="end" gap="xs">
        <NumberBox
          size="xs"
          label={t('Price of a part')}
          min={0}
          max={1_000}
          decimalScale={4}
          value={editing.amount}
          onChange={(amount) => setEditing({ ...editing, amount: amount ?? 0 })}
        />
        <TextInput
          size="xs"
          label={t('Currency')}
          w={80}
          maxLength={3}
          value={editing.currency}
          onChange={(event) => setEditing({ ...editing, currency: event.currentTarget.value.toUpperCase() })}
        />
        <Button
          size="xs"
          type="submit"
          loading={save.isPending}
          disabled={!/^[A-Z]{3}$/.test(editing.currency)}
        >
          {t('Save')}
        </Button>
      </Group>
      {save.isError && <p role="alert">{sayError(save.error)}</p>}
    </form>
  );
}
