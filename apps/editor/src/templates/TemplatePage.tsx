import { Trans } from '@lingui/react';
import { Button, Loader } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { notifications } from '@mantine/notifications';
import type { CreatedFromTemplate, TemplateSummary } from '@signalbox/api/contract';
import type { Diagnostic } from '@signalbox/engine/graph';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useRef, useState } from 'react';
import { Link, useNavigate, useParams, useSearchParams } from 'react-router';
import { api, ApiProblem, sayError } from '../api/client.js';
import type { FieldSchema } from '../inspector/field-schema.js';
import { language } from '../language/i18n.js';
import { said } from '../language/said.js';
import { listWords, quoted } from '../format/words.js';
import { t } from '../language/t.js';
import { Empty } from '../ui/Empty.js';
import { Page } from '../ui/Page.js';
import { Trouble } from '../ui/Trouble.js';
import { journeyQuery } from '../api/queries.js';
import { AnswerForm } from './AnswerForm.js';
import { drawnByOf, type DrawnBy } from './drawn-by.js';
import { drawQuery, galleryQuery, type Answers } from './queries.js';
import { TemplatePreview } from './TemplatePreview.js';
import { useUnsaved } from '../unsaved/use-unsaved.js';
import { May } from '../team/May.js';
import classes from './Template.module.css';

const PATIENCE_MS = 300;
const REDRAWS = t(
  'Other answers draw the journey anew, and what was made with it: a draft that was changed on the canvas since then is replaced, and kept as it was under “Versions”, from where you can bring it back. What is live stays as it is until you publish, and so do its people: where other answers choose others, the draft gets a segment of its own. Publishing, you choose to move those who are inside.',
);

/** Four questions, and beside them the journey, its texts and its audience as the answers make them. */
export function TemplatePage() {
  const { templateId } = useParams();
  const redrawn = useSearchParams()[0].get('journey');
  const gallery = useQuery(galleryQuery);
  if (gallery.isError) return <Trouble isPage error={gallery.error} onRetry={() => void gallery.refetch()} />;
  if (!gallery.data) return <Loader aria-label={t('Loading')} m={32} />;
  const template = gallery.data.templates.find(({ id }) => id === templateId);
  if (!template) {
    return (
      <Empty title={t('No such template')}>
        <Trans
          id="It may have another name by now: <link>see all templates</link>."
          components={{ link: <Link to="/templates" /> }}
        />
      </Empty>
    );
  }
  return redrawn ? (
    <Redraw key={`${template.id}/${redrawn}`} template={template} journeyId={redrawn} />
  ) : (
    <Questions key={template.id} template={template} />
  );
}

/** The questions with the answers by which a journey was drawn: others draw it, and what came with it, anew. */
function Redraw({ template, journeyId }: { template: TemplateSummary; journeyId: string }) {
  const journey = useQuery(journeyQuery(journeyId));
  if (journey.isError) return <Trouble isPage error={journey.error} onRetry={() => void journey.refetch()} />;
  if (!journey.data) return <Loader aria-label={t('Loading')} m={32} />;
  const by = drawnByOf(journey.data.graph);
  if (!by || by.template !== template.id)
    return (
      <Empty title={t('Not drawn by this template')}>
        <Link to={`/journeys/${journeyId}`}>{t('Change it on the canvas')}</Link>
      </Empty>
    );
  return <Questions template={template} of={{ id: journeyId, name: journey.data.name, by }} />;
}

/** @param of the journey that is drawn anew */
function Questions({
  template,
  of,
}: {
  template: TemplateSummary;
  of?: { id: string; name: string; by: DrawnBy };
}) {
  const [suggested] = useState(() =>
    of ? answeredBefore(template, of.by.answers) : inOwnLanguage(template.suggested as Answers),
  );
  const [answers, setAnswers] = useState(suggested);
  const [settled] = useDebouncedValue(answers, PATIENCE_MS);
  const drawing = useQuery(drawQuery(template.id, settled, of?.id));
  // While an answer is wrong or being looked at, what was drawn last stays in sight.
  const last = useRef(drawing.data);
  if (drawing.data) last.current = drawing.data;
  const faults = faultsOf(drawing.error);
  // Nobody creates what they have not seen.
  const isSeen = settled === answers && drawing.isSuccess;
  const create = useCreate(template.id, of?.id);
  useUnsaved(answers !== suggested && !create.isPending && !create.isSuccess);

  return (
    <Page
      title={of ? t('Change the answers of {name}', { name: quoted(of.name) }) : template.title}
      lead={of ? REDRAWS : template.description}
      actions={
        <div className={classes.ways}>
          <Button component={Link} to={of ? `/journeys/${of.id}` : '/templates'} variant="default">
            {of ? t('Back to the journey') : t('All templates')}
          </Button>
          <May need="change">
            <Button loading={create.isPending} disabled={!isSeen} onClick={() => create.mutate(answers)}>
              {of ? t('Draw it anew') : t('Create')}
            </Button>
          </May>
        </div>
      }
    >
      <div className={classes.columns}>
        <form
          className={classes.form}
          aria-label={t('Questions')}
          onSubmit={(event) => {
            event.preventDefault();
          }}
        >
          <AnswerForm
            schema={template.questions as FieldSchema}
            suggested={suggested}
            answers={answers}
            faults={faults}
            onChange={setAnswers}
          />
        </form>
        {drawing.isError && faults.length === 0 ? (
          <Trouble error={drawing.error} onRetry={() => void drawing.refetch()} />
        ) : last.current ? (
          <TemplatePreview drawn={last.current} isOld={drawing.isError} />
        ) : faults.length > 0 ? (
          <Empty title={t('Nothing is drawn yet')}>
            {t('Answer what is marked, and the journey stands here.')}
          </Empty>
        ) : (
          <Loader aria-label={t('Drawing')} />
        )}
      </div>
    </Page>
  );
}

/** What was answered, over what goes without saying: an answer that was not asked for then is the suggested one. */
const answeredBefore = (template: TemplateSummary, given: Answers): Answers => {
  const suggested = template.suggested as Answers;
  return Object.fromEntries(
    Object.keys(suggested).map((question) => [question, { ...suggested[question], ...given[question] }]),
  );
};

/** Texts begin in the language of whoever makes them, and so does what they are about. */
const inOwnLanguage = (answers: Answers): Answers => {
  const what = answers.offer?.what;
  return {
    ...answers,
    ...(typeof what === 'string' && { offer: { ...answers.offer, what: said(what) } }),
    sender: { ...answers.sender, language },
  };
};

/** Answers that were refused, as the fields show faults. */
function faultsOf(error: unknown): Diagnostic[] {
  if (!(error instanceof ApiProblem)) return [];
  return (error.problem.errors ?? []).map(
    // Of what a template says itself nothing is the field's title: it is shown whole.
    ({ path, code, message }) =>
      ({
        code: code === 'bad-answer' ? code : 'bad-config',
        severity: 'error',
        field: path,
        message,
      }) as Diagnostic,
  );
}

/** @param journeyId of one that is drawn anew */
function useCreate(id: string, journeyId?: string) {
  const client = useQueryClient();
  const navigate = useNavigate();
  return useMutation({
    mutationFn: (answers: Answers) =>
      journeyId
        ? api.post<CreatedFromTemplate>(`/api/templates/${id}/redraw`, { answers, journeyId })
        : api.post<CreatedFromTemplate>(`/api/templates/${id}/create`, { answers }),
    onSuccess: async ({ journeyId: drawnId, journeys }) => {
      void client.invalidateQueries({ queryKey: ['journeys'] });
      void client.invalidateQueries({ queryKey: ['segments'] });
      for (const one of journeys) client.removeQueries({ queryKey: ['journey', one.id] });
      if (journeys.length > 1)
        notifications.show({
          title: t('{journeys} journeys are drawn', { journeys: journeys.length }),
          message: t('Each is a draft to publish: {journeys}', {
            journeys: listWords(journeys.map(({ name }) => quoted(name))),
          }),
        });
      await navigate(`/journeys/${drawnId}`, {
        state: { kept: journeys.find(({ id: one }) => one === drawnId)?.kept },
      });
    },
    onError: (error) =>
      notifications.show({ color: 'red', title: t('No journey was made'), message: sayError(error) }),
  });
}
