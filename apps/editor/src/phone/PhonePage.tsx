import { Button, Loader, TextInput } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import type { Phone } from '@signalbox/api/contract';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { IconSend } from '@tabler/icons-react';
import { useEffect, useRef, useState, type FormEvent } from 'react';
import { useSearchParams } from 'react-router';
import { api, ApiProblem, sayError } from '../api/client.js';
import { phonesQuery } from '../api/queries.js';
import { shortTime } from '../format/time.js';
import { Empty } from '../ui/Empty.js';
import { Page } from '../ui/Page.js';
import { Trouble } from '../ui/Trouble.js';
import { AbandonCartButton } from './AbandonCartButton.js';
import { linked } from './linked.js';
import { PhoneFrame } from './PhoneFrame.js';
import classes from './PhonePage.module.css';

/** The phones of the development carrier: texts arrive here as they are sent, and one can write back. */
export function PhonePage() {
  const phones = useQuery(phonesQuery);
  const [params, setParams] = useSearchParams();
  const [search, setSearch] = useState('');
  const byLatest = [...(phones.data ?? [])].sort((left, right) => latest(right).localeCompare(latest(left)));
  const shown = byLatest.filter((phone) =>
    `${phone.name ?? ''} ${phone.number}`.toLowerCase().includes(search.toLowerCase()),
  );
  const wanted = params.get('number');
  const open = byLatest.find((phone) => phone.number === wanted) ?? shown[0];

  return (
    <Page
      title="Phone"
      lead="What your journeys send, as it arrives. Write back to try STOP, or a reply."
      actions={<AbandonCartButton />}
    >
      {phones.isPending && <Loader aria-label="Loading" />}
      {phones.isError &&
        (phones.error instanceof ApiProblem && phones.error.code === 'no-development-carrier' ? (
          <Empty title="A real carrier is connected">
            Texts go to real phones, so there is nothing to show here. See what was sent under Texts.
          </Empty>
        ) : (
          <Trouble error={phones.error} onRetry={() => void phones.refetch()} />
        ))}
      {phones.data?.length === 0 && (
        <Empty title="No phone has rung yet" action={<AbandonCartButton />}>
          Publish a journey and let something happen: the phone of whoever gets a text appears here.
        </Empty>
      )}
      {open && (
        <div className={classes.columns}>
          <nav className={classes.list} aria-label="Phones">
            <TextInput
              aria-label="Search phones"
              placeholder="Name or number"
              value={search}
              onChange={(event) => setSearch(event.currentTarget.value)}
            />
            <ul>
              {shown.map((phone) => (
                <li key={phone.number}>
                  <button
                    type="button"
                    aria-current={phone === open || undefined}
                    onClick={() => setParams({ number: phone.number })}
                  >
                    <b>{phone.name ?? phone.number}</b>
                    <span>{phone.messages.at(-1)?.text ?? 'No texts yet'}</span>
                  </button>
                </li>
              ))}
            </ul>
          </nav>
          <OnePhone key={open.number} phone={open} />
        </div>
      )}
    </Page>
  );
}

const latest = (phone: Phone) => phone.messages.at(-1)?.at ?? '';

function OnePhone({ phone }: { phone: Phone }) {
  const client = useQueryClient();
  const [text, setText] = useState('');
  const end = useRef<HTMLDivElement>(null);
  const peer =
    phone.messages.findLast((message) => message.direction === 'in')?.peer ?? phone.messages.at(-1)?.peer;
  const count = phone.messages.length;
  useEffect(() => {
    void end.current?.scrollIntoView({ block: 'nearest' });
  }, [count]);

  const reply = useMutation({
    mutationFn: () => api.post(`/api/phone/${encodeURIComponent(phone.number)}/reply`, { to: peer, text }),
    onSuccess: () => {
      setText('');
      void client.invalidateQueries({ queryKey: ['phones'] });
    },
    onError: (error) => notifications.show({ color: 'red', title: 'Not sent', message: sayError(error) }),
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (text.trim() && peer) reply.mutate();
  };

  return (
    <section className={classes.phone} aria-label={`Phone of ${phone.name ?? phone.number}`}>
      <PhoneFrame number={phone.number} name={phone.name}>
        <div className={classes.messages} role="log" aria-label="Messages" tabIndex={0}>
          {phone.messages.map((message) => (
            <div key={message.id} className={classes.message} data-direction={message.direction}>
              <p data-bubble={message.direction === 'in' ? 'in' : 'out'}>{linked(message.text)}</p>
              <small className="num">
                {message.direction === 'in' ? message.peer : message.state} · {shortTime(message.at)}
              </small>
            </div>
          ))}
          {count === 0 && <p data-note>No texts yet.</p>}
          <div ref={end} />
        </div>
        <form className={classes.reply} onSubmit={submit}>
          <TextInput
            aria-label="Reply"
            placeholder={peer ? 'Write back' : 'Nobody to answer yet'}
            disabled={!peer}
            value={text}
            onChange={(event) => setText(event.currentTarget.value)}
          />
          <Button
            type="submit"
            aria-label="Send reply"
            px={10}
            disabled={!peer || !text.trim()}
            loading={reply.isPending}
          >
            <IconSend size={16} />
          </Button>
        </form>
      </PhoneFrame>
    </section>
  );
}
