import '@mantine/spotlight/styles.layer.css';
import { useDebouncedValue } from '@mantine/hooks';
import { createSpotlight, Spotlight } from '@mantine/spotlight';
import { IconSearch } from '@tabler/icons-react';
import { useEffect, useState } from 'react';
import { useNavigate } from 'react-router';
import { t } from '../language/t.js';
import { commandsHere } from './commands-here.js';
import { closePalette } from './palette-state.js';
import { useActions } from './use-actions.js';
import { useFound, type Found } from './use-found.js';
import classes from './CommandPalette.module.css';

const [store, spotlight] = createSpotlight();
const ASK_AFTER_MS = 150;

/** What scrolls takes the focus. It is passed on to Mantine's scroll area, which its type does not tell. */
const SCROLLED_BY_KEYS = {
  scrollbars: 'y',
  viewportProps: { tabIndex: 0, role: 'region', 'aria-label': t('Found') },
};

/** Goes to any page, finds journeys, people, segments and texts, and does what is done often. */
export function CommandPalette({ isOpen }: { isOpen: boolean }) {
  const [query, setQuery] = useState('');
  const [asked] = useDebouncedValue(query.trim(), ASK_AFTER_MS);
  const navigate = useNavigate();
  const actions = useActions();
  const { groups, isAsking } = useFound(query.trim(), asked, isOpen);
  useEffect(() => (isOpen ? spotlight.open() : spotlight.close()), [isOpen]);

  const words = query.trim().toLowerCase();
  const fitting = (found: Found[]) =>
    found.filter(({ title, also = '' }) => `${title} ${also}`.toLowerCase().includes(words));
  const shown: { title: string; found: Found[] }[] = [
    { title: t('This journey'), found: isOpen ? fitting(commandsHere()) : [] },
    ...groups,
    { title: t('Do'), found: fitting(actions) },
  ].filter(({ found }) => found.length > 0);
  const choose = (found: Found) => {
    closePalette();
    if (found.to !== undefined) void navigate(found.to);
    else found.act?.();
  };
  return (
    <Spotlight.Root
      store={store}
      shortcut={null}
      query={query}
      onQueryChange={setQuery}
      onSpotlightClose={closePalette}
      radius={12}
      attributes={{ content: { 'aria-label': t('Search and commands') } }}
    >
      <Spotlight.Search
        placeholder={t('A page, a journey, a name or number, words of a text')}
        aria-label={t('Search')}
        leftSection={<IconSearch size={17} stroke={1.7} aria-hidden />}
      />
      <Spotlight.ActionsList mah="min(460px, 60vh)" {...SCROLLED_BY_KEYS}>
        {shown.map(({ title, found }) => (
          <Spotlight.ActionsGroup key={title} label={title} className={classes.group!}>
            {found.map((one) => (
              <Spotlight.Action key={one.id} onClick={() => choose(one)} className={classes.action!}>
                {one.Icon && <one.Icon size={16} stroke={1.7} aria-hidden />}
                <span className={classes.title}>{one.title}</span>
                {one.aside && <small>{one.aside}</small>}
                {one.keys && <kbd className={classes.keys}>{one.keys}</kbd>}
              </Spotlight.Action>
            ))}
          </Spotlight.ActionsGroup>
        ))}
        {shown.length === 0 && (
          <Spotlight.Empty>
            {isAsking ? t('Looking…') : t('Nothing is called “{query}”.', { query: query.trim() })}
          </Spotlight.Empty>
        )}
      </Spotlight.ActionsList>
    </Spotlight.Root>
  );
}
