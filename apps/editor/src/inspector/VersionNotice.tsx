import { Button } from '@mantine/core';
import type { MigratedConfig } from '@signalbox/api/contract';
import type { GraphNode, NodeTypeEntry } from '@signalbox/engine/graph';
import { useQuery } from '@tanstack/react-query';
import { sayError } from '../api/client.js';
import { migrationQuery } from '../api/queries.js';
import { titleFromName } from '../format/words.js';
import { t } from '../language/t.js';
import { updateStep } from '../workspace/actions.js';
import { useWorkspace } from '../workspace/workspace.js';
import type { FieldSchema } from './field-schema.js';
import classes from './VersionNotice.module.css';

/** For a step of a former version: what would change, and the button that changes it. */
export function VersionNotice({ node, entry }: { node: GraphNode; entry: NodeTypeEntry | undefined }) {
  const workspace = useWorkspace();
  const newest = workspace.entryOf(node.type);
  const { version, config } = node.data;
  const isFormer = newest !== undefined && version < newest.version;
  const migration = useQuery({
    ...migrationQuery(node.type, version, config),
    enabled: isFormer && newest.migrates === true,
  });
  if (!isFormer) return null;
  return (
    <section className={classes.notice} aria-label={t('A newer version')}>
      <p>
        {newest.migrates
          ? t(
              'This step is of version {version}; new ones are of version {newest}. Updating it changes this:',
              {
                version,
                newest: newest.version,
              },
            )
          : t(
              'This step is of version {version}; new ones are of version {newest}. To have the new one, replace it.',
              { version, newest: newest.version },
            )}
      </p>
      {migration.error && <p role="alert">{sayError(migration.error)}</p>}
      {migration.data && (
        <>
          <ul>
            {migration.data.changes.map((change) => (
              <Change key={change.path} change={change} title={titleOf(change.path, newest, entry)} />
            ))}
            {migration.data.changes.length === 0 && <li>{t('Nothing in its form')}</li>}
          </ul>
          <Button
            size="compact-sm"
            variant="default"
            onClick={() => updateStep(workspace, node, newest, migration.data.config)}
          >
            {t('Update this step')}
          </Button>
        </>
      )}
    </section>
  );
}

function Change({ change, title }: { change: MigratedConfig['changes'][number]; title: string }) {
  return (
    <li>
      <b>{title}</b> {change.before !== undefined && <del>{inWords(change.before)}</del>}{' '}
      {change.after !== undefined && <ins>{inWords(change.after)}</ins>}
    </li>
  );
}

const inWords = (value: unknown) => (typeof value === 'string' ? value : JSON.stringify(value));

function titleOf(path: string, ...entries: (NodeTypeEntry | undefined)[]): string {
  const field = path.split('.')[0]!;
  const titles = entries.map(
    (entry) => (entry?.configSchema as FieldSchema | undefined)?.properties?.[field]?.title,
  );
  return titles.find((title) => title !== undefined) ?? titleFromName(field);
}
