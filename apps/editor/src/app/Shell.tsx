import { Trans } from '@lingui/react';
import { IconSearch } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { Link, NavLink } from 'react-router';
import { homeQuery } from '../api/queries.js';
import { conversationsQuery } from '../conversations/conversations-query.js';
import { t } from '../language/t.js';
import { COMMAND_KEY, openPalette } from '../palette/palette-state.js';
import { roleInWords, useMember } from '../team/roles.js';
import { Lamp } from '../ui/Lamp.js';
import { LeaveGuard } from '../unsaved/LeaveGuard.js';
import { LanguageSwitch } from './LanguageSwitch.js';
import { PLACES } from './places.js';
import { ThemeSwitch } from './ThemeSwitch.js';
import classes from './Shell.module.css';

/** Navigation on the left, a page beside it. */
export function Shell({ children }: { children: ReactNode }) {
  const home = useQuery(homeQuery);
  const member = useMember();
  const unread = useQuery(conversationsQuery).data?.unread ?? 0;
  return (
    <div className={classes.shell}>
      <LeaveGuard />
      <nav className={classes.nav} aria-label={t('Main')}>
        <a href="#content" className={classes.skip}>
          {t('Skip to content')}
        </a>
        <Link to="/" className={classes.brand}>
          <Lamp /> Signalbox
        </Link>
        <button
          type="button"
          className={classes.search}
          onClick={openPalette}
          aria-keyshortcuts="Control+K Meta+K"
        >
          <IconSearch size={15} stroke={1.7} aria-hidden /> {t('Search')} <kbd>{COMMAND_KEY} K</kbd>
        </button>
        {PLACES.map((group, index) => (
          <ul key={index} className={classes.group}>
            {group.map(({ to, title, Icon }) => (
              <li key={to}>
                <NavLink to={to} end={to === '/'} className={classes.place!}>
                  <Icon size={17} stroke={1.7} aria-hidden />
                  {title}
                  {to === '/conversations' && unread > 0 && (
                    <span className={classes.count} aria-label={t('{unread} unread', { unread })}>
                      {unread > 99 ? '99+' : unread}
                    </span>
                  )}
                </NavLink>
              </li>
            ))}
          </ul>
        ))}
        {member && (
          <Link to="/settings/team" className={classes.who}>
            <span>{member.name}</span>
            {roleInWords(member.role)}
          </Link>
        )}
        <div className={classes.foot}>
          <ThemeSwitch />
          <LanguageSwitch />
        </div>
      </nav>
      <div className={classes.side}>
        {home.data?.carrier === 'development' && (
          <aside className={classes.banner} aria-label={t('Where texts go')}>
            <Trans
              id="Texts go to the <link>development phone</link>, not to real people{hours, select, always {, at any hour of the day} other {}}."
              values={{ hours: home.data.sendingHours }}
              components={{ link: <Link to="/phone" /> }}
            />
          </aside>
        )}
        <main id="content" tabIndex={-1}>
          {children}
        </main>
      </div>
    </div>
  );
}
