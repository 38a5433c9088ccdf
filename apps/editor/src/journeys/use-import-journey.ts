import { notifications } from '@mantine/notifications';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from 'react-router';
import { api, sayError } from '../api/client.js';
import { t } from '../language/t.js';
import { chooseFile } from '../ui/choose-file.js';
import { journeyInFile } from './journey-in-file.js';

/** Makes a journey of a file that the marketer chooses and opens its canvas. Nothing is written over. */
export function useImportJourney() {
  const client = useQueryClient();
  const navigate = useNavigate();
  const bring = useMutation({
    mutationFn: async (file: File) => {
      const drawn = journeyInFile(await file.text());
      if (!drawn)
        throw new Error(t('“{file}” is no journey: choose one that was exported here.', { file: file.name }));
      return api.post<{ id: string }>('/api/journeys', drawn);
    },
    onSuccess: async ({ id }) => {
      void client.invalidateQueries({ queryKey: ['journeys'] });
      await navigate(`/journeys/${id}`);
    },
    onError: (error) =>
      notifications.show({ color: 'red', title: t('Not imported'), message: sayError(error) }),
  });
  return {
    importJourney: () => chooseFile('.json,application/json', (file) => bring.mutate(file)),
    isPending: bring.isPending,
  };
}
