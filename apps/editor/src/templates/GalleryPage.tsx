import { Trans } from '@lingui/react';
import { Loader } from '@mantine/core';
import type { Gallery, TemplateSummary } from '@signalbox/api/contract';
import { IconCircleCheck, IconInfoCircle } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { Link } from 'react-router';
import { NewJourneyButton } from '../journeys/NewJourneyButton.js';
import { t } from '../language/t.js';
import { Page } from '../ui/Page.js';
import { Trouble } from '../ui/Trouble.js';
import { GraphPicture } from './GraphPicture.js';
import { galleryQuery } from './queries.js';
import classes from './Gallery.module.css';

/** The journeys that are drawn already, with those first that this shop's own data asks for. */
export function GalleryPage() {
  const gallery = useQuery(galleryQuery);
  if (gallery.isError) return <Trouble isPage error={gallery.error} onRetry={() => void gallery.refetch()} />;
  return (
    <Page
      title={t('Templates')}
      lead={t(
        'Seven journeys that are drawn already. Answer four questions, look at the texts, and publish.',
      )}
      actions={<NewJourneyButton variant="default" />}
    >
      {gallery.data ? <Cards gallery={gallery.data} /> : <Loader aria-label={t('Loading')} />}
    </Page>
  );
}

function Cards({ gallery: { templates, recommended, isAnyLive } }: { gallery: Gallery }) {
  const reasons = new Map(recommended.map(({ template, reason }) => [template, reason]));
  const order = [...reasons.keys()];
  const place = ({ id }: TemplateSummary) => (reasons.has(id) ? order.indexOf(id) : order.length);
  const sorted = templates.toSorted((one, other) => place(one) - place(other));
  const isKnown = templates.some(({ needs }) => needs.some(({ isMet }) => isMet));
  return (
    <>
      {recommended.length === 0 && (
        <p className={classes.hint}>
          {isKnown && isAnyLive ? (
            t('Your data of the last 30 days asks for no journey that is not live already.')
          ) : isKnown ? (
            t(
              'So little has happened in your shop yet that its data does not say where to begin. Most shops begin with a welcome.',
            )
          ) : (
            <Trans
              id="Too little is known of your shop to say where to begin. Most shops begin with a welcome; once yours is <link>connected</link> its own data is looked at."
              components={{ link: <Link to="/integrations" /> }}
            />
          )}
        </p>
      )}
      <ul className={classes.cards}>
        {sorted.map((template) => (
          <li key={template.id}>
            <TemplateCard template={template} reason={reasons.get(template.id) ?? null} />
          </li>
        ))}
      </ul>
    </>
  );
}

function TemplateCard({ template, reason }: { template: TemplateSummary; reason: string | null }) {
  const { id, title, promise, needs, graph } = template;
  return (
    <Link
      to={`/templates/${id}`}
      className={classes.card}
      data-recommended={reason !== null || undefined}
      aria-label={title}
      aria-describedby={`about-${id}`}
    >
      <span className={classes.thumb}>
        <GraphPicture graph={graph} label={t('The steps of {title}', { title })} />
      </span>
      <span className={classes.about} id={`about-${id}`}>
        {reason && (
          <span className={classes.reason}>
            <b>{t('Start here')}</b> {reason}
          </span>
        )}
        <span className={classes.title}>{title}</span>
        <span>{promise}</span>
        <span className={classes.needs}>
          {needs.map(({ isMet, events, missing }) => (
            <span key={events[0]} data-met={isMet || undefined}>
              {isMet ? (
                <IconCircleCheck size={15} stroke={1.8} aria-hidden />
              ) : (
                <IconInfoCircle size={15} stroke={1.8} aria-hidden />
              )}
              {isMet ? t('Your shop tells “{events}”', { events: events[0] }) : missing}
            </span>
          ))}
        </span>
      </span>
    </Link>
  );
}
