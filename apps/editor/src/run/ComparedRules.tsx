import type { RunDetail } from '@signalbox/api/contract';
import { useSummaryWords } from '../language/summary-words.js';
import { t } from '../language/t.js';
import { Chip } from '../ui/Chip.js';
import classes from './RunPage.module.css';

type Compared = RunDetail['steps'][number]['compared'][number];

interface Props {
  compared: Compared[];
  /** What the person is called. */
  who: string;
  /** The names of the ways that the groups of rules lead to, in their order. */
  ways: string[];
}

/** Each rule that a step asked: what it asks for, what there was, and whether that held. */
export function ComparedRules({ compared, who, ways }: Props) {
  const { rules: sentence } = useSummaryWords();
  if (compared.length === 0) return null;
  const groups = [...new Set(compared.map(({ group }) => group))];
  return (
    <div className={classes.compared}>
      {groups.map((group) => (
        <section key={group}>
          {groups.length > 1 && ways[group] && <p>{ways[group]}</p>}
          <ul aria-label={t('What was compared')}>
            {compared
              .filter((one) => one.group === group)
              .map(({ rule, was, holds }, index) => (
                <li key={index}>
                  {sentence!({ match: 'all', rules: [rule] })}
                  <span>{foundInWords({ group, rule, was, holds }, who)}</span>
                  <Chip tone={holds ? 'go' : 'neutral'}>{holds ? t('Yes') : t('No')}</Chip>
                </li>
              ))}
          </ul>
        </section>
      ))}
    </div>
  );
}

/** `Anna had 1` */
function foundInWords({ rule: { source, op }, was }: Compared, who: string): string {
  if (source === 'segment') return was === true ? t('{who} was in it', { who }) : t('{who} was not', { who });
  if (op === 'exists' || op === 'not-exists') return was === true ? t('it was known') : t('it was not known');
  const value = valueInWords(was);
  if (source === 'contact') return t('{who} had {value}', { who, value });
  if (source === 'event') return t('the event said {value}', { value });
  if (source === 'product') return t('the product had {value}', { value });
  return t('this run had {value}', { value });
}

function valueInWords(was: Compared['was']): string {
  if (was === null || (Array.isArray(was) && was.length === 0)) return t('nothing');
  if (typeof was === 'boolean') return was ? t('yes') : t('no');
  return Array.isArray(was) ? was.join(', ') : String(was);
}

/** The names of a condition's branches, as the rules that it asked are in groups. */
export function waysOf(graph: RunDetail['graph'], nodeId: string): string[] {
  const branches = graph.nodes.find(({ id }) => id === nodeId)?.data.config.branches;
  return Array.isArray(branches)
    ? branches.map((branch: unknown) => String((branch as { name?: unknown } | null)?.name ?? ''))
    : [];
}
