import { ActionIcon, Button, Group, TextInput } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { IconPlus, IconTrash } from '@tabler/icons-react';
import type { PartPrice } from '@signalbox/api/contract';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { api, sayError } from '../api/client.js';
import { partPriceQuery } from '../api/queries.js';
import { t } from '../language/t.js';
import { NumberBox } from '../ui/NumberBox.js';
import { Asked } from '../ui/Asked.js';
import { Card } from '../ui/Page.js';
import { OvertakenBar } from '../unsaved/OvertakenBar.js';
import { useDraft } from '../unsaved/use-draft.js';
import { useUnsaved } from '../unsaved/use-unsaved.js';
import classes from './SettingsPage.module.css';

/** What the carrier takes for a part, by country: nothing is guessed, for prices differ by contract. */
export function PriceCard() {
  const saved = useQuery(partPriceQuery);
  return (
    <Asked title={t('What a part costs')} query={saved}>
      {(price) => <PriceForm saved={price} />}
    </Asked>
  );
}

interface PriceFields {
  amount: number | null;
  currency: string;
  /** In the order in which they stand in the form; one that was just added has no country yet. */
  countries: [country: string, amount: number][];
}

const formOf = (price: PartPrice | null): PriceFields => ({
  amount: price?.amount ?? null,
  currency: price?.currency ?? 'DKK',
  countries: Object.entries(price?.countries ?? {}),
});

const priceOf = ({ amount, currency, countries }: PriceFields): PartPrice | null =>
  amount === null
    ? null
    : { amount, currency, countries: Object.fromEntries(countries.filter(([country]) => country !== '')) };

function PriceForm({ saved }: { saved: PartPrice | null }) {
  const client = useQueryClient();
  const draft = useDraft(formOf(saved));
  const { amount, currency, countries } = draft.value;
  const set = (next: Partial<PriceFields>) => draft.set({ ...draft.value, ...next });
  const save = useMutation({
    mutationFn: (sent: PriceFields) => api.put('/api/settings/part-price', { price: priceOf(sent) }),
    onSuccess: async (_, sent) => {
      draft.markSaved(sent);
      await client.invalidateQueries({ queryKey: ['part-price'] });
      void client.invalidateQueries({ queryKey: ['forecast'] });
      notifications.show({ message: t('Saved. The composer and forecasts reckon with it.') });
    },
    onError: (error) => notifications.show({ color: 'red', title: t('Not saved'), message: sayError(error) }),
  });
  useUnsaved(!save.isPending && draft.isChanged);
  const change = (index: number, next: [string, number]) =>
    set({ countries: countries.map((one, at) => (at === index ? next : one)) });
  return (
    <Card title={t('What a part costs')}>
      <OvertakenBar draft={draft} isSaving={save.isPending} />
      <form
        onSubmit={(event) => {
          event.preventDefault();
          save.mutate(draft.value);
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
            value={amount}
            onChange={(value) => set({ amount: value ?? null })}
          />
          <TextInput
            label={t('Currency')}
            w={100}
            maxLength={3}
            value={currency}
            onChange={(event) => set({ currency: event.currentTarget.value.toUpperCase() })}
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
              onClick={() => set({ countries: countries.filter((_, at) => at !== index) })}
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
            disabled={amount === null}
            onClick={() => set({ countries: [...countries, ['', amount ?? 0]] })}
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
