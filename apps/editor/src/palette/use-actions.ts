import { useComputedColorScheme, useMantineColorScheme } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import {
  IconBuildingStore,
  IconFileImport,
  IconLanguage,
  IconMoon,
  IconPlus,
  IconSun,
  IconUpload,
} from '@tabler/icons-react';
import { useQueryClient } from '@tanstack/react-query';
import { api, sayError } from '../api/client.js';
import { jobQuery } from '../api/queries.js';
import { useImportJourney } from '../journeys/use-import-journey.js';
import { useNewJourney } from '../journeys/use-new-journey.js';
import { language } from '../language/i18n.js';
import { chooseLanguage, LANGUAGES } from '../language/languages.js';
import { said } from '../language/said.js';
import { t } from '../language/t.js';
import type { Found } from './use-found.js';
import { useMay } from '../team/roles.js';

/** What is done often enough to be done from anywhere. */
export function useActions(): Found[] {
  const client = useQueryClient();
  const { setColorScheme } = useMantineColorScheme();
  const scheme = useComputedColorScheme('light');
  const { create } = useNewJourney();
  const { importJourney } = useImportJourney();
  const mayChange = useMay('change');
  const next = scheme === 'dark' ? 'light' : 'dark';

  const loadDemo = async () => {
    try {
      const { jobId } = await api.post<{ jobId: string }>('/api/demo', { language });
      notifications.show({ message: t('The demo shop is on its way.') });
      let job = await client.fetchQuery(jobQuery(jobId));
      while (job.status === 'running') {
        await new Promise((resolve) => setTimeout(resolve, 500));
        job = await client.fetchQuery({ ...jobQuery(jobId), staleTime: 0 });
      }
      notifications.show({ message: said(job.message) || t('The demo shop is here.') });
      await client.invalidateQueries();
    } catch (error) {
      notifications.show({ color: 'red', title: t('Not loaded'), message: sayError(error) });
    }
  };
  const editing: Found[] = [
    { id: 'new-journey', title: t('New journey'), also: t('create draw'), Icon: IconPlus, act: create },
    {
      id: 'import-journey',
      title: t('Import a journey from a file…'),
      also: t('json upload'),
      Icon: IconFileImport,
      act: importJourney,
    },
    {
      id: 'import',
      title: t('Import people'),
      also: t('csv klaviyo contacts'),
      Icon: IconUpload,
      to: '/people/import',
    },
    {
      id: 'demo',
      title: t('Load the demo shop'),
      also: t('sample data'),
      Icon: IconBuildingStore,
      act: () => void loadDemo(),
    },
  ];
  return [
    ...(mayChange ? editing : []),
    {
      id: 'theme',
      title: next === 'light' ? t('Switch to the light theme') : t('Switch to the dark theme'),
      also: t('colour dark light mode'),
      Icon: next === 'dark' ? IconMoon : IconSun,
      act: () => setColorScheme(next),
    },
    ...LANGUAGES.filter(({ code }) => code !== language).map(({ code, name }) => ({
      id: `language-${code}`,
      title: name,
      also: `${t('language')} language sprog`,
      Icon: IconLanguage,
      act: () => chooseLanguage(code),
    })),
  ];
}
