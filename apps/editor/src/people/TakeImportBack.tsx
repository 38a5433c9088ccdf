import { Button, Group, Loader, Modal } from '@mantine/core';
import type { ImportUndo, PeopleJob } from '@signalbox/api/contract';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Link } from 'react-router';
import { api, sayError } from '../api/client.js';
import { formatCount } from '../format/number.js';
import { said } from '../language/said.js';
import { t } from '../language/t.js';

/** Counts what taking an import back would do, before anybody does it. */
export function TakeImportBack({
  job,
  onClose,
}: {
  job: PeopleJob;
  /** @param jobId of the work that has begun, if any has */
  onClose: (jobId?: string) => void;
}) {
  const client = useQueryClient();
  const preview = useQuery({
    queryKey: ['people-jobs', job.id, 'undo'],
    queryFn: ({ signal }) => api.get<ImportUndo>(`/api/people-jobs/${job.id}/undo`, signal),
    staleTime: 0,
  });
  const undo = useMutation({
    mutationFn: () => api.post<{ jobId: string }>(`/api/people-jobs/${job.id}/undo`),
    onSuccess: ({ jobId }) => {
      void client.invalidateQueries({ queryKey: ['people-jobs'] });
      onClose(jobId);
    },
  });
  const { data } = preview;
  return (
    <Modal
      opened
      size="lg"
      onClose={() => onClose()}
      title={t('Take back: {what}', { what: said(job.title) })}
    >
      <div aria-live="polite">
        {preview.isPending && <Loader size="sm" aria-label={t('Loading')} />}
        {preview.isError && <p role="alert">{sayError(preview.error)}</p>}
        {data && <WhatGoes preview={data} />}
      </div>
      {undo.isError && <p role="alert">{sayError(undo.error)}</p>}
      <Group justify="flex-end" mt="md">
        <Button variant="default" onClick={() => onClose()}>
          {t('Keep it')}
        </Button>
        <Button
          color="red"
          disabled={!data || data.gone + data.putBack + data.consents === 0}
          loading={undo.isPending}
          onClick={() => undo.mutate()}
        >
          {t('Take it back')}
        </Button>
      </Group>
    </Modal>
  );
}

function WhatGoes({ preview }: { preview: ImportUndo }) {
  const { made, changed, gone, putBack, kept, consents, sampleOfKept } = preview;
  const rest = kept - sampleOfKept.length;
  return (
    <>
      <ul>
        {made > 0 && (
          <li>
            {t(
              'Of {made, plural, one {# person} other {# people}} whom it made, {gone, plural, =0 {nobody is} one {# is} other {# are}} gone again.',
              { made, gone },
            )}
          </li>
        )}
        {changed > 0 && (
          <li>
            {t(
              'Of {changed, plural, one {# person who was} other {# people who were}} here and whom it changed, {putBack, plural, =0 {nobody is} one {# is} other {# are}} as before, but for what was changed since.',
              { changed, putBack },
            )}
          </li>
        )}
        {consents > 0 && (
          <li>
            {t(
              '{consents, plural, one {# yes} other {# yeses}} to texts that the file brought {consents, plural, one {goes} other {go}}, also of people who stay and where another file says it, too. A no, a STOP, and what they said themselves stay.',
              { consents },
            )}
          </li>
        )}
        {kept > 0 && (
          <li>
            {t(
              '{kept, plural, one {# person stays as they are} other {# people stay as they are}}, as something has come of them since, another import names them, too, or they said no to texts:',
              {
                kept,
              },
            )}{' '}
            {sampleOfKept.map((person, index) => (
              <span key={person.id}>
                {index > 0 && ', '}
                <Link to={`/people/${person.id}`}>{said(person.name)}</Link>
              </span>
            ))}
            {rest > 0 && `, ${t('{rest} more', { rest: formatCount(rest) })}`}
          </li>
        )}
      </ul>
      <p>{t('To have them again, take the file in again: a taking back is not taken back.')}</p>
    </>
  );
}
