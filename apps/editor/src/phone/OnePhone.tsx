import { Button, TextInput } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { IconSend } from '@tabler/icons-react';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef, useState, type FormEvent } from 'react';
import { api, sayError } from '../api/client.js';
import { phonesQuery } from '../api/queries.js';
import { shortTime } from '../format/time.js';
import { t } from '../language/t.js';
import { linked } from './linked.js';
import { PhoneFrame } from './PhoneFrame.js';
import { May } from '../team/May.js';
import classes from './PhonePage.module.css';

/** One phone of the development carrier: its texts as they arrive, and a line to write back. */
export function OnePhone({ number, name }: { number: string; name: string | null }) {
  const client = useQueryClient();
  const phones = useQuery(phonesQuery).data;
  const messages = phones?.find((phone) => phone.number === number)?.messages ?? [];
  const [text, setText] = useState('');
  const end = useRef<HTMLDivElement>(null);
  const peer = messages.findLast((message) => message.direction === 'in')?.peer ?? messages.at(-1)?.peer;
  const count = messages.length;
  useEffect(() => {
    void end.current?.scrollIntoView({ block: 'nearest' });
  }, [count]);

  const reply = useMutation({
    mutationFn: () => api.post(`/api/phone/${encodeURIComponent(number)}/reply`, { to: peer, text }),
    onSuccess: () => {
      setText('');
      void client.invalidateQueries({ queryKey: ['phones'] });
    },
    onError: (error) => notifications.show({ color: 'red', title: t('Not sent'), message: sayError(error) }),
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (text.trim() && peer) reply.mutate();
  };

  return (
    <section className={classes.phone} aria-label={t('Phone of {name}', { name: name ?? number })}>
      <PhoneFrame number={number} name={name}>
        <div className={classes.messages} role="log" aria-label={t('Messages')} tabIndex={0}>
          {messages.map((message) => (
            <div key={message.id} className={classes.message} data-direction={message.direction}>
              <p data-bubble={message.direction === 'in' ? 'in' : 'out'}>{linked(message.text)}</p>
              <small className="num">
                {message.direction === 'in' ? message.peer : message.state} · {shortTime(message.at)}
              </small>
            </div>
          ))}
          {count === 0 && <p data-note>{t('No texts yet.')}</p>}
          <div ref={end} />
        </div>
        <May need="change">
          <form className={classes.reply} onSubmit={submit}>
            <TextInput
              aria-label={t('Reply')}
              placeholder={peer ? t('Write back') : t('Nobody to answer yet')}
              disabled={!peer}
              value={text}
              onChange={(event) => setText(event.currentTarget.value)}
            />
            <Button
              type="submit"
              aria-label={t('Send reply')}
              px={10}
              disabled={!peer || !text.trim()}
              loading={reply.isPending}
            >
              <IconSend size={16} />
            </Button>
          </form>
        </May>
      </PhoneFrame>
    </section>
  );
}
