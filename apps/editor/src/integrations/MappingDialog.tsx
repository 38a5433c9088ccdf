import { Button, Group, Modal, Textarea, TextInput } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import type { MappedPayload, WebhookSource } from '@signalbox/api/contract';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { api, sayError } from '../api/client.js';
import { deliveriesQuery } from '../api/queries.js';
import { said } from '../language/said.js';
import { t } from '../language/t.js';
import { Properties } from '../ui/Properties.js';
import { formOf, mappingOf, type MappingForm } from './mapping-form.js';
import classes from './Integrations.module.css';

/** The fields of a mapping as a form has them: each a path, empty where there is none. */
const FIELDS = [
  ['items', t('List of events'), t('data.events; leave empty if the whole is one event')],
  ['name', t('Name of the event'), 'type'],
  ['fixedName', t('… or always this name'), 'Points Changed'],
  ['userId', t('Person’s id'), 'customer.id'],
  ['phone', t('Phone'), 'customer.phone'],
  ['email', t('E-mail address'), 'customer.email'],
  ['country', t('Country, to read phones by'), t('DK, or a path such as customer.country')],
  ['firstName', t('First name'), 'customer.first_name'],
  ['lastName', t('Last name'), 'customer.last_name'],
  ['time', t('When it happened'), t('created_at; now if empty')],
  ['messageId', t('Id of the event'), t('id; the same one twice is taken once')],
  ['properties', t('What is kept of it'), t('points.total, skus=lines.*.sku; all of it if empty')],
] as const;

/** Draws where things are in a payload, and tries it on one that was pasted or has just come in. */
export function MappingDialog({ source, onClose }: { source: WebhookSource | null; onClose: () => void }) {
  const client = useQueryClient();
  const [name, setName] = useState(source?.name ?? '');
  const [form, setForm] = useState<MappingForm>(() => (source ? formOf(source.mapping) : {}));
  const [payload, setPayload] = useState('');
  const latest = useQuery({
    ...deliveriesQuery({ integration: source ? `in/${source.id}` : null, limit: 1 }),
    enabled: source !== null,
  });
  const stale = () => client.invalidateQueries({ queryKey: ['integrations'] });
  const fail = (error: unknown) =>
    notifications.show({ color: 'red', title: t('Not saved'), message: sayError(error) });
  const save = useMutation({
    mutationFn: () => {
      const body = { name, mapping: mappingOf(form, source?.mapping) };
      return source
        ? api.put(`/api/webhook-sources/${source.id}`, body)
        : api.post('/api/webhook-sources', body);
    },
    onSuccess: async () => {
      await stale();
      onClose();
    },
    onError: fail,
  });
  const remove = useMutation({
    mutationFn: () => api.delete(`/api/webhook-sources/${source!.id}`),
    onSuccess: async () => {
      await stale();
      onClose();
    },
    onError: fail,
  });
  const tryOut = useMutation({
    mutationFn: () =>
      api.post<MappedPayload>('/api/webhook-sources/test', {
        mapping: mappingOf(form, source?.mapping),
        payload: JSON.parse(payload) as unknown,
      }),
  });
  const came = latest.data?.[0]?.payload;
  return (
    <Modal
      opened
      onClose={onClose}
      size={960}
      title={source ? t('How “{name}” is read', { name: source.name }) : t('New webhook')}
    >
      <form
        onSubmit={(event) => {
          event.preventDefault();
          save.mutate();
        }}
      >
        <div className={classes.two}>
          <div>
            <TextInput
              label={t('Name')}
              required
              value={name}
              onChange={(e) => setName(e.currentTarget.value)}
            />
            {FIELDS.map(([field, label, placeholder]) => (
              <TextInput
                key={field}
                mt="xs"
                label={label}
                placeholder={placeholder}
                value={form[field] ?? ''}
                onChange={(e) => setForm({ ...form, [field]: e.currentTarget.value })}
              />
            ))}
          </div>
          <div>
            <Textarea
              label={t('Try it on a payload')}
              placeholder='{ "type": "points", "customer": { "phone": "+45 …" } }'
              autosize
              minRows={8}
              maxRows={14}
              value={payload}
              onChange={(e) => setPayload(e.currentTarget.value)}
            />
            <Group mt="xs" mb="sm">
              <Button variant="default" disabled={payload === ''} onClick={() => tryOut.mutate()}>
                {t('Try')}
              </Button>
              {came && (
                <Button variant="subtle" onClick={() => setPayload(came)}>
                  {t('Use what came last')}
                </Button>
              )}
            </Group>
            <Result of={tryOut.data} error={tryOut.error} />
          </div>
        </div>
        <Group justify="space-between" mt="lg">
          {source ? (
            <Button
              variant="subtle"
              color="red"
              onClick={() => {
                if (confirm(t('Remove “{name}”? Its address stops working at once.', { name: source.name })))
                  remove.mutate();
              }}
            >
              {t('Remove')}
            </Button>
          ) : (
            <span />
          )}
          <Button type="submit" loading={save.isPending}>
            {t('Save')}
          </Button>
        </Group>
      </form>
    </Modal>
  );
}

function Result({ of: result, error }: { of: MappedPayload | undefined; error: Error | null }) {
  if (error)
    return (
      <p className={classes.hint}>
        {error instanceof SyntaxError ? t('The payload is not JSON.') : sayError(error)}
      </p>
    );
  return (
    <>
      {result?.events.map((event, index) => (
        <div key={index} className={classes.result}>
          <strong>{event.name}</strong> · {event.person} · {event.occurredAt}
          <Properties value={event.properties as Record<string, unknown>} />
        </div>
      ))}
      {result?.faults.map((fault, index) => (
        <p key={index} className={classes.hint}>
          {fault.path} {said(fault.message)}
        </p>
      ))}
    </>
  );
}
