import { Trans } from '@lingui/react';
import { ActionIcon } from '@mantine/core';
import type { FirstSteps } from '@signalbox/api/contract';
import { IconCheck, IconX } from '@tabler/icons-react';
import { queryOptions, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Link } from 'react-router';
import { api } from '../api/client.js';
import { t } from '../language/t.js';
import { Time } from '../ui/Time.js';
import { May } from '../team/May.js';
import { NOT_AGREED } from '../demo-shop/who.js';
import classes from './FirstJourney.module.css';

const firstStepsQuery = queryOptions({
  queryKey: ['first-steps'],
  queryFn: ({ signal }) => api.get<FirstSteps>('/api/first-steps', signal),
  refetchInterval: ({ state }) => (state.data?.isDismissed ? false : 3_000),
});

type Step = FirstSteps['steps'][number]['id'];

interface Words {
  title: string;
  says: string;
  to: (journeyId: string | null) => string;
}

const STEPS: Record<Step, Words> = {
  publish: {
    title: t('Publish “Abandoned cart”'),
    says: t('It is drawn already. Read it, then press Publish.'),
    to: (id) => (id ? `/journeys/${id}` : '/journeys'),
  },
  cart: {
    title: t('Leave a cart in the demo shop'),
    says: t('Fill one, check out, and walk away.'),
    to: () => '/demo-shop',
  },
  phone: {
    title: t('See the text on the phone'),
    says: t('It rings within a minute. Write back, if you like.'),
    to: () => '/phone',
  },
  'not-sent': {
    title: t('See why somebody did not get it'),
    says: t('Texts that were not sent say why.'),
    to: () => '/messages?state=not-sent',
  },
  'test-drive': {
    title: t('Try the journey'),
    says: t('Run it before it runs: somebody goes through it in virtual time.'),
    to: (id) => (id ? `/journeys/${id}?try` : '/journeys'),
  },
};

/** Until a text was held back there is no reason to see: this leads to one. */
const HOLD_ONE_BACK: Words = {
  title: t('See why somebody does not get it'),
  says: t('Leave a cart as somebody who has not agreed to texts, and wait a minute.'),
  to: () => `/demo-shop?as=${NOT_AGREED}`,
};

/** The guided first journey on demo data: it ticks itself off by what was seen to happen. */
export function FirstJourney() {
  const client = useQueryClient();
  const { data } = useQuery(firstStepsQuery);
  const dismiss = useMutation({
    mutationFn: () => api.delete('/api/first-steps'),
    onSuccess: () => client.invalidateQueries({ queryKey: ['first-steps'] }),
  });
  if (!data || data.isDismissed) return null;
  const next = data.steps.find(({ doneAt }) => doneAt === null)?.id;
  const done = data.steps.filter(({ doneAt }) => doneAt !== null).length;
  return (
    <section className={classes.card} aria-labelledby="first-journey">
      <header>
        <h2 id="first-journey">{next ? t('Your first journey') : t('You have seen a journey through')}</h2>
        <span className="num">{t('{done} of {steps}', { done, steps: data.steps.length })}</span>
        <May need="change" hide>
          <ActionIcon
            variant="subtle"
            color="gray"
            aria-label={t('Show these steps no more')}
            onClick={() => dismiss.mutate()}
          >
            <IconX size={16} />
          </ActionIcon>
        </May>
      </header>
      <ol>
        {data.steps.map(({ id, doneAt }) => {
          const step = id === 'not-sent' && !data.hasNotSent ? HOLD_ONE_BACK : STEPS[id];
          return (
            <li
              key={id}
              data-done={doneAt !== null || undefined}
              aria-current={id === next ? 'step' : undefined}
            >
              <i aria-hidden>{doneAt && <IconCheck size={13} stroke={2.4} />}</i>
              <div>
                <Link to={step.to(data.journeyId)}>{step.title}</Link>
                <p>
                  {doneAt ? (
                    <>
                      <Trans id="Done <time/>" components={{ time: <Time at={doneAt} /> }} />
                    </>
                  ) : (
                    step.says
                  )}
                </p>
              </div>
            </li>
          );
        })}
      </ol>
      {!next && (
        <p className={classes.next}>
          <Trans
            id="What now? <template>Make one of your own from a template</template>, or <live>go live with your own shop</live>."
            components={{ template: <Link to="/templates" />, live: <Link to="/go-live" /> }}
          />
        </p>
      )}
    </section>
  );
}
