import { t } from '../language/t.js';
import { chooseFile } from '../ui/choose-file.js';
import { journeyInFile } from './journey-in-file.js';
import { useNewJourney } from './use-new-journey.js';

/** Makes a journey of a file that the marketer chooses and opens its canvas. Nothing is written over. */
export function useImportJourney() {
  const { create, isPending } = useNewJourney(async (file: File) => {
    const drawn = journeyInFile(await file.text());
    if (!drawn)
      throw new Error(t('“{file}” is no journey: choose one that was exported here.', { file: file.name }));
    return drawn;
  }, t('Not imported'));
  return { importJourney: () => chooseFile('.json,application/json', create), isPending };
}
