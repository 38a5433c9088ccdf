import { Loader } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link, useParams } from 'react-router';
import { signUpFormsQuery } from '../api/queries.js';
import { t } from '../language/t.js';
import { Page } from '../ui/Page.js';
import { Trouble } from '../ui/Trouble.js';
import { FormEditor } from './FormEditor.js';

/** A form, or a new one, at an address of its own. */
export function SignUpFormPage() {
  const { formId } = useParams();
  const forms = useQuery({ ...signUpFormsQuery, enabled: formId !== 'new' });
  if (formId === 'new') return <FormEditor key="new" form={null} />;
  if (forms.isError && !forms.data)
    return <Trouble isPage error={forms.error} onRetry={() => void forms.refetch()} />;
  if (!forms.data) return <Loader aria-label={t('Loading')} m="xl" />;
  const form = forms.data.find(({ id }) => id === formId);
  if (form) return <FormEditor key={form.id} form={form} />;
  return (
    <Page title={t('No such form')} lead={t('It may have been removed.')}>
      <Link to="/sign-up-forms">{t('All forms')}</Link>
    </Page>
  );
}
