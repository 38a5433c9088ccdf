import { Trans } from '@lingui/react';
import { Button, Loader } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { notifications } from '@mantine/notifications';
import type { CreatedFromTemplate, TemplateSummary } from '@signalbox/api/contract';
import type { Diagnostic } from '@signalbox/engine/graph';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useRef, useState } from 'react';
import { Link, useNavigate, useParams } from 'react-router';
import { api, ApiProblem, sayError } from '../api/client.js';
import type { FieldSchema } from '../inspector/field-schema.js';
import { language } from '../language/i18n.js';
import { said } from '../language/said.js';
import { listWords, quoted } from '../format/words.js';
import { t } from '../language/t.js';
import { Empty } from '../ui/Empty.js';
import { Page } from '../ui/Page.js';
import { Trouble } from '../ui/Trouble.js';
import { AnswerForm } from './AnswerForm.js';
import { drawQuery, galleryQuery, type Answers } from './queries.js';
import { TemplatePreview } from './TemplatePreview.js';
import { useUnsaved } from '../unsaved/use-unsaved.js';
import { May } from '../team/May.js';
import classes from './Template.module.css';

const PATIENCE_MS = 300;

/** Four questions, and beside them the journey, its texts and its audience as the answers make them. */
export function TemplatePage() {
  const { templateId } = useParams();
  const gallery = useQuery(galleryQuery);
  if (gallery.isError) return <Trouble error={gallery.error} onRetry={() => void gallery.refetch()} />;
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
  return <Questions key={template.id} template={template} />;
}

function Questions({ template }: { template: TemplateSummary }) {
  const [suggested] = useState(() => inOwnLanguage(template.suggested as Answers));
  const [answers, setAnswers] = useState(suggested);
  const [settled] = useDebouncedValue(answers, PATIENCE_MS);
  const drawing = useQuery(drawQuery(template.id, settled));
  // While an answer is wrong or being looked at, what was drawn last stays in sight.
  const last = useRef(drawing.data);
  if (drawing.data) last.current = drawing.data;
  const faults = faultsOf(drawing.error);
  // Nobody creates what they have not seen.
  const isSeen = settled === answers && drawing.isSuccess;
  const create = useCreate(template.id);
  useUnsaved(answers !== suggested && !create.isPending && !create.isSuccess);

  return (
    <Page
      title={template.title}
      lead={template.description}
      actions={
        <div className={classes.ways}>
          <Button component={Link} to="/templates" variant="default">
            {t('All templates')}
          </Button>
          <May need="change">
            <Button loading={create.isPending} disabled={!isSeen} onClick={() => create.mutate(answers)}>
              {t('Create')}
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

function useCreate(id: string) {
  const client = useQueryClient();
  const navigate = useNavigate();
  return useMutation({
    mutationFn: (answers: Answers) =>
      api.post<CreatedFromTemplate>(`/api/templates/${id}/create`, { answers }),
    onSuccess: async ({ journeyId, journeys }) => {
      void client.invalidateQueries({ queryKey: ['journeys'] });
      void client.invalidateQueries({ queryKey: ['segments'] });
      if (journeys.length > 1)
        notifications.show({
          title: t('{journeys} journeys are drawn', { journeys: journeys.length }),
          message: t('Each is a draft to publish: {journeys}', {
            journeys: listWords(journeys.map(({ name }) => quoted(name))),
          }),
        });
      await navigate(`/journeys/${journeyId}`);
    },
    onError: (error) =>
      notifications.show({ color: 'red', title: t('No journey was made'), message: sayError(error) }),
  });
}
