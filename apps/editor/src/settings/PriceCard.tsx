import { ActionIcon, Button, Group, TextInput } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { IconPlus, IconTrash } from '@tabler/icons-react';
import type { PartPrice } from '@signalbox/api/contract';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { api, sayError } from '../api/client.js';
import { partPriceQuery } from '../api/queries.js';
import { t } from '../language/t.js';
import { NumberBox } from '../ui/NumberBox.js';
import { Asked } from '../ui/Asked.js';
import { Card } from '../ui/Page.js';
import { differs, useUnsaved } from '../unsaved/use-unsaved.js';
import classes from './SettingsPage.module.css';

/** What the carrier takes for a part, by country: nothing is guessed, for prices differ by contract. */
export function PriceCard() {
  const saved = useQuery(partPriceQuery);
  return (
    <Asked title={t('What a part costs')} query={saved}>
      {(price) => <PriceForm key={JSON.stringify(price)} saved={price} />}
    </Asked>
  );
}

function PriceForm({ saved }: { saved: PartPrice | null }) {
  const client = useQueryClient();
  const [amount, setAmount] = useState<number | ''>(saved?.amount ?? '');
  const [currency, setCurrency] = useState(saved?.currency ?? 'DKK');
  const [countries, setCountries] = useState(Object.entries(saved?.countries ?? {}));
  const price: PartPrice | null =
    amount === ''
      ? null
      : {
          amount,
          currency,
          countries: Object.fromEntries(countries.filter(([country]) => country !== '')),
        };
  const save = useMutation({
    mutationFn: () => api.put('/api/settings/part-price', { price }),
    onSuccess: async () => {
      await client.invalidateQueries({ queryKey: ['part-price'] });
      void client.invalidateQueries({ queryKey: ['forecast'] });
      notifications.show({ message: t('Saved. The composer and forecasts reckon with it.') });
    },
    onError: (error) => notifications.show({ color: 'red', title: t('Not saved'), message: sayError(error) }),
  });
  useUnsaved(!save.isPending && differs(price, saved));
  const change = (index: number, next: [string, number]) =>
    setCountries(countries.map((one, at) => (at === index ? next : one)));
  return (
    <Card title={t('What a part costs')}>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          save.mutate();
        }}
      >
        <p className={classes.hint}>
          {t(
            'As your carrier’s price list says. Each text of the composer, and each forecast, then tells its cost.',
          )}
        </p>
        <Group align="end" mb="sm">
          <NumberBox
            label={t('A part')}
            w={130}
            min={0}
            max={1_000}
            decimalScale={4}
            placeholder={t('not said')}
            value={amount === '' ? null : amount}
            onChange={(value) => setAmount(value ?? '')}
          />
          <TextInput
            label={t('Currency')}
            w={100}
            maxLength={3}
            value={currency}
            onChange={(event) => setCurrency(event.currentTarget.value.toUpperCase())}
          />
        </Group>
        {countries.map(([country, own], index) => (
          <Group
            key={index}
            align="end"
            mb="sm"
            role="group"
            aria-label={t('Country {index}', { index: index + 1 })}
          >
            <TextInput
              label={t('Country')}
              w={130}
              maxLength={2}
              placeholder="SE"
              value={country}
              onChange={(event) => change(index, [event.currentTarget.value.toUpperCase(), own])}
            />
            <NumberBox
              label={t('A part, {currency}', { currency })}
              w={130}
              min={0}
              max={1_000}
              decimalScale={4}
              value={own}
              onChange={(value) => change(index, [country, value ?? 0])}
            />
            <ActionIcon
              variant="subtle"
              color="gray"
              size="lg"
              aria-label={t('Remove country {index}', { index: index + 1 })}
              onClick={() => setCountries(countries.filter((_, at) => at !== index))}
            >
              <IconTrash size={16} />
            </ActionIcon>
          </Group>
        ))}
        <Group>
          <Button
            variant="default"
            size="xs"
            leftSection={<IconPlus size={14} />}
            disabled={amount === ''}
            onClick={() => setCountries([...countries, ['', amount === '' ? 0 : amount]])}
          >
            {t('Another price for a country')}
          </Button>
          <Button type="submit" size="xs" loading={save.isPending} disabled={!/^[A-Z]{3}$/.test(currency)}>
            {t('Save')}
          </Button>
        </Group>
      </form>
    </Card>
  );
}
