import { Radio, Select, Stack, Table, Text } from '@mantine/core';
import type { PublishPlan } from '@signalbox/api/contract';
import { t } from '../language/t.js';
import classes from './PeopleInside.module.css';

export type Choice = 'finish' | 'move' | 'end';
/** Of steps of older versions, the one of the new version that was chosen by hand; `null`: people stay. */
export type Mapping = Record<string, string | null>;

interface Props {
  plan: PublishPlan;
  nameOf: (nodeId: string) => string;
  choice: Choice;
  onChange: (choice: Choice) => void;
  /** The steps of the new version that people may go on at. */
  targets: string[];
  mapping: Mapping;
  onMap: (mapping: Mapping) => void;
}

const STAY = '';

/** Who is where now, and what becomes of them when the new version is live. */
export function PeopleInside({ plan, nameOf, choice, onChange, targets, mapping, onMap }: Props) {
  const steps = plan.versions.flatMap(({ version, steps: own }) =>
    own.map((step) => {
      const target = mapping[step.nodeId] === undefined ? step.target : mapping[step.nodeId]!;
      return { ...step, version, target };
    }),
  );
  const options = [
    { value: STAY, label: t('stay in their version') },
    ...targets.map((id) => ({ value: id, label: nameOf(id) })),
  ];
  const stay = steps.filter(({ target }) => target === null).reduce((sum, { count }) => sum + count, 0);
  const atChanged = steps
    .filter(({ target, isChanged }) => target !== null && isChanged)
    .reduce((sum, { count }) => sum + count, 0);
  const several = plan.versions.length > 1;
  return (
    <>
      <Text fw={600} mb="xs">
        {t('{inside, plural, one {# person is} other {# people are}} inside', { inside: plan.inside })}
      </Text>
      <Radio.Group
        value={choice}
        onChange={(value) => onChange(value as Choice)}
        aria-label={t('People inside')}
      >
        <Stack gap="xs">
          <Radio
            value="finish"
            label={t('They finish on the version they are in')}
            description={
              atChanged > 0
                ? t(
                    '{atChanged, plural, one {# person waits at a step you changed, and goes on} other {# people wait at a step you changed, and go on}} by its old settings: an old delay is waited out.',
                    { atChanged },
                  )
                : undefined
            }
          />
          <Radio
            value="move"
            label={t('They move to the same step of the new version')}
            description={[
              t('At their next wait, keeping the time at which they came.'),
              atChanged > 0 &&
                t(
                  'For {atChanged, plural, one {# person} other {# people}} at a step you changed it is reckoned again from then: a shorter delay may be over at once.',
                  { atChanged },
                ),
              stay > 0 &&
                t('{stay, plural, one {# person stays} other {# people stay}} in their version.', {
                  stay,
                }),
            ]
              .filter(Boolean)
              .join(' ')}
          />
          <Radio value="end" label={t('They leave the journey')} />
        </Stack>
      </Radio.Group>
      {choice === 'move' && (
        <Table className={classes.table!} mt="sm" aria-label={t('Where people move')}>
          <Table.Thead>
            <Table.Tr>
              {several && <Table.Th>{t('Version')}</Table.Th>}
              <Table.Th>{t('At')}</Table.Th>
              <Table.Th>{t('People')}</Table.Th>
              <Table.Th>{t('Then')}</Table.Th>
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {steps.map(({ version, nodeId, count, target, isChanged }) => (
              <Table.Tr key={`${version}/${nodeId}`}>
                {several && <Table.Td className="num">{version}</Table.Td>}
                <Table.Td>{nameOf(nodeId)}</Table.Td>
                <Table.Td className="num">{count}</Table.Td>
                <Table.Td>
                  <Select
                    size="xs"
                    aria-label={t('Where those at {step} go on', { step: nameOf(nodeId) })}
                    data={options}
                    allowDeselect={false}
                    searchable={options.length > 12}
                    value={target ?? STAY}
                    onChange={(value) => onMap({ ...mapping, [nodeId]: value || null })}
                  />
                  <Text size="xs" c="dimmed" mt={2}>
                    {target === null
                      ? t('They finish in version {version}.', { version })
                      : target !== nodeId
                        ? t(
                            'They begin that step as if they had come to it when they came to this one. If it sends a text, or waited less long, the text may leave at once.',
                          )
                        : isChanged
                          ? t('By the new settings, reckoned again from when they came.')
                          : t('They go on as they are.')}
                  </Text>
                </Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      )}
    </>
  );
}
