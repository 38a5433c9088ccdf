import { Select, Textarea } from '@mantine/core';
import type { TextSettings, TextSettingsAnswer } from '@signalbox/api/contract';
import { answersFor } from '@signalbox/sms/answers';
import { countParts } from '@signalbox/sms/parts';
import { useState } from 'react';
import { t } from '../language/t.js';
import { Card } from '../ui/Page.js';
import { LANGUAGES, type Language } from './languages.js';
import classes from './SettingsPage.module.css';

interface Props {
  saved: TextSettingsAnswer;
  settings: TextSettings;
  onChange: (next: Partial<TextSettings>) => void;
}

/** Which language strangers are written to in, and how HELP is answered, as it goes out and counted as it goes out. */
export function AnswersCard({ saved, settings, onChange }: Props) {
  const [shown, setShown] = useState<Language>(settings.language ?? 'en');
  const own = settings.help[shown] ?? '';
  const answer = answersFor(
    { language: shown, country: null },
    { brand: settings.brand ?? saved.defaults.brand, help: saved.defaults.help, ownHelp: settings.help },
  ).help;
  const { units, capacity, parts } = countParts(answer);
  const word = (words: string) => {
    const { [shown]: _, ...others } = settings.help;
    onChange({ help: words === '' ? others : { ...others, [shown]: words } });
  };
  return (
    <Card title={t('Languages and answers')}>
      <Select
        mb="md"
        maw={320}
        label={t('Where a person’s language is not known')}
        description={t(
          'What is added to texts, the answers to STOP, HELP and START, and the pages behind links are then in this one. A number’s country comes first.',
        )}
        allowDeselect={false}
        data={LANGUAGES}
        value={settings.language ?? 'en'}
        onChange={(language) => language && onChange({ language: language as Language })}
      />
      <Select
        mb="sm"
        maw={320}
        label={t('Answer to HELP in')}
        allowDeselect={false}
        data={LANGUAGES}
        value={shown}
        onChange={(language) => language && setShown(language as Language)}
      />
      <Textarea
        maw={420}
        autosize
        minRows={2}
        maxLength={300}
        label={t('What it says')}
        description={t(
          'Who you are and where help is to be had. The brand in front and how to stop at the end stay, as the law asks. Empty: the standard words.',
        )}
        value={own}
        onChange={(event) => word(event.currentTarget.value)}
      />
      <p className={classes.sample} aria-label={t('The answer to HELP as it goes out')}>
        {answer}
      </p>
      <p className={classes.said} aria-live="polite">
        {t('{units} of {capacity} · {parts, plural, one {# part} other {# parts}}', {
          units,
          capacity,
          parts,
        })}
      </p>
    </Card>
  );
}
