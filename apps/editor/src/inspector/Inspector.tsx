import { Button } from '@mantine/core';
import type { Journey } from '@signalbox/api/contract';
import { onlySelected } from '../document/index.js';
import { t } from '../language/t.js';
import { deleteSelection, duplicateSelection } from '../workspace/actions.js';
import { useDocument, useSelected, useWorkspace } from '../workspace/workspace.js';
import { JourneyPanel } from './JourneyPanel.js';
import { StepPanel } from './StepPanel.js';
import { May } from '../team/May.js';
import classes from './Inspector.module.css';

/** What is selected, in detail; the journey itself when nothing is. */
export function Inspector({ journey }: { journey: Journey }) {
  const workspace = useWorkspace();
  const count = useSelected((selection) => selection.nodes.size);
  const ways = useSelected((selection) => selection.edges.size);
  const onlyId = useSelected(onlySelected);
  const node = useDocument((doc) => doc.graph.nodes.find((candidate) => candidate.id === onlyId));
  return (
    <aside className={classes.inspector} aria-label={t('Inspector')} data-region>
      {node ? (
        <StepPanel key={node.id} node={node} />
      ) : count > 1 || ways > 0 ? (
        <div className={classes.body}>
          <h2 className={classes.title}>
            {t('{count} selected', {
              count:
                count > 1
                  ? t('{count, plural, one {# step} other {# steps}}', { count })
                  : t('{ways, plural, one {# way} other {# ways}}', { ways }),
            })}
          </h2>
          <May need="change">
            <div className={classes.actions}>
              {count > 1 && (
                <Button variant="default" onClick={() => duplicateSelection(workspace)}>
                  {t('Duplicate')}
                </Button>
              )}
              <Button variant="default" onClick={() => deleteSelection(workspace)}>
                {count > 0 ? t('Delete') : t('Disconnect')}
              </Button>
            </div>
          </May>
        </div>
      ) : (
        <JourneyPanel journey={journey} />
      )}
    </aside>
  );
}
