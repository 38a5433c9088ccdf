import { Button, Textarea } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { api, sayError } from '../api/client.js';
import { conversationQuery } from '../api/queries.js';
import { messageState } from '../messages/message-words.js';
import type { MessageSummary } from '@signalbox/api/contract';
import { t } from '../language/t.js';
import { said } from '../language/said.js';
import { useUnsaved } from '../unsaved/use-unsaved.js';
import { Card } from '../ui/Page.js';
import { Time } from '../ui/Time.js';
import { useAnswerDraft } from './use-answer-draft.js';
import classes from './Conversation.module.css';

interface Props {
  contactId: string;
  hasPhone: boolean;
  hasStopped: boolean;
}

/** What was written to and fro, and a place to answer by hand. */
export function Conversation({ contactId, hasPhone, hasStopped }: Props) {
  const client = useQueryClient();
  const { text, key, write } = useAnswerDraft(contactId);
  const texts = useQuery(conversationQuery(contactId)).data ?? [];
  const send = useMutation({
    mutationFn: () => api.post(`/api/contacts/${contactId}/texts`, { text, key }),
    onSuccess: () => {
      write('');
      void client.invalidateQueries({ queryKey: ['contact', contactId] });
    },
  });
  useUnsaved(text.trim() !== '' && !send.isPending);
  const mark = useMutation({
    mutationFn: ({ id, isUnwelcome }: { id: string; isUnwelcome: boolean }) =>
      api.post(`/api/conversations/replies/${id}`, { isUnwelcome: !isUnwelcome }),
    onSuccess: () => client.invalidateQueries({ queryKey: ['contact', contactId, 'conversation'] }),
    onError: (error) =>
      notifications.show({ color: 'red', title: t('Not marked'), message: sayError(error) }),
  });
  return (
    <Card title={t('Conversation')}>
      {texts.length === 0 && <p className={classes.none}>{t('Nothing was written so far.')}</p>}
      <ol className={classes.texts} aria-label={t('Conversation')}>
        {texts.map((one) => (
          <li key={one.id} data-direction={one.direction}>
            <p>{one.text}</p>
            <small>
              <Time at={one.at} />
              {one.journey && ` · ${one.journey}`}
              {one.direction === 'in' && (
                <button
                  type="button"
                  className={classes.mark}
                  aria-pressed={one.isUnwelcome}
                  onClick={() => mark.mutate(one)}
                >
                  {one.isUnwelcome ? t('Not welcome') : t('Mark as not welcome')}
                </button>
              )}
              {one.state && ` · ${messageState({ state: one.state as MessageSummary['state'] }).words}`}
              {one.reason && ` · ${said(one.reason)}`}
            </small>
          </li>
        ))}
      </ol>
      {hasPhone && (!hasStopped || text !== '') && (
        <form
          onSubmit={(event) => {
            event.preventDefault();
            send.mutate();
          }}
        >
          <Textarea
            label={t('Answer by hand')}
            autosize
            minRows={2}
            maxLength={1_600}
            readOnly={send.isPending}
            value={text}
            error={send.isError ? sayError(send.error) : null}
            onChange={(event) => write(event.currentTarget.value)}
          />
          <Button
            type="submit"
            mt="xs"
            size="xs"
            disabled={hasStopped || text.trim() === ''}
            loading={send.isPending}
          >
            {t('Send')}
          </Button>
        </form>
      )}
      {hasStopped && (
        <p className={classes.none}>{t('Replied STOP: nobody can write to this number now.')}</p>
      )}
    </Card>
  );
}
