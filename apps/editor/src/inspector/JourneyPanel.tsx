import { Tabs } from '@mantine/core';
import type { Journey } from '@signalbox/api/contract';
import { t } from '../language/t.js';
import { jumpToFault } from '../workspace/actions.js';
import { useCell } from '../workspace/cell.js';
import { useWorkspace } from '../workspace/workspace.js';
import { JourneySettingsForm } from './JourneySettingsForm.js';
import { ProblemList } from './ProblemList.js';
import { ReplacedDrafts } from './ReplacedDrafts.js';
import { Versions } from './Versions.js';
import { May } from '../team/May.js';
import classes from './Inspector.module.css';

/** The journey as a whole: what is wrong with it, its rules, and what was published before. */
export function JourneyPanel({ journey }: { journey: Journey }) {
  const workspace = useWorkspace();
  const faults = useCell(workspace.faults, (all) => all);
  return (
    <Tabs defaultValue="settings" keepMounted={false}>
      <Tabs.List px={8} pt={8} className={classes.tabs!}>
        <Tabs.Tab value="settings">{t('Journey')}</Tabs.Tab>
        <Tabs.Tab value="problems" aria-label={t('Problems, {faults}', { faults: faults.length })}>
          {t('Problems')}
          {faults.length > 0 && ` (${faults.length})`}
        </Tabs.Tab>
        <Tabs.Tab value="versions">{t('Versions')}</Tabs.Tab>
      </Tabs.List>
      <Tabs.Panel value="settings" className={classes.body!}>
        <May need="change">
          <JourneySettingsForm />
        </May>
      </Tabs.Panel>
      <Tabs.Panel value="problems" className={classes.body!}>
        {faults.length === 0 ? (
          <p>{t('Nothing stands in the way of publishing.')}</p>
        ) : (
          <ProblemList faults={faults} onJump={(fault) => jumpToFault(workspace, fault)} />
        )}
      </Tabs.Panel>
      <Tabs.Panel value="versions" className={classes.body!}>
        <Versions journey={journey} />
        <ReplacedDrafts journeyId={journey.id} />
      </Tabs.Panel>
    </Tabs>
  );
}
