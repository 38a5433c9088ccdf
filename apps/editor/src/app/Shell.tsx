import {
  IconBolt,
  IconBuildingStore,
  IconDeviceMobile,
  IconGift,
  IconHome,
  IconMessage,
  IconPlug,
  IconRoute,
  IconSettings,
  IconTicket,
  IconUsers,
  IconUsersGroup,
} from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { Link, NavLink } from 'react-router';
import { homeQuery } from '../api/queries.js';
import { Lamp } from '../ui/Lamp.js';
import { ThemeSwitch } from './ThemeSwitch.js';
import classes from './Shell.module.css';

const places = [
  [
    { to: '/', title: 'Home', Icon: IconHome },
    { to: '/journeys', title: 'Journeys', Icon: IconRoute },
  ],
  [
    { to: '/people', title: 'People', Icon: IconUsers },
    { to: '/segments', title: 'Segments', Icon: IconUsersGroup },
    { to: '/loyalty', title: 'Loyalty', Icon: IconGift },
    { to: '/messages', title: 'Texts', Icon: IconMessage },
    { to: '/coupons', title: 'Coupons', Icon: IconTicket },
    { to: '/events', title: 'Events', Icon: IconBolt },
  ],
  [
    { to: '/demo-shop', title: 'Demo shop', Icon: IconBuildingStore },
    { to: '/phone', title: 'Phone', Icon: IconDeviceMobile },
    { to: '/integrations', title: 'Integrations', Icon: IconPlug },
    { to: '/settings', title: 'Settings', Icon: IconSettings },
  ],
];

/** Navigation on the left, a page beside it. */
export function Shell({ children }: { children: ReactNode }) {
  const home = useQuery(homeQuery);
  return (
    <div className={classes.shell}>
      <a href="#content" className={classes.skip}>
        Skip to content
      </a>
      <nav className={classes.nav} aria-label="Main">
        <Link to="/" className={classes.brand}>
          <Lamp /> Signalbox
        </Link>
        {places.map((group, index) => (
          <ul key={index} className={classes.group}>
            {group.map(({ to, title, Icon }) => (
              <li key={to}>
                <NavLink to={to} end={to === '/'} className={classes.place!}>
                  <Icon size={17} stroke={1.7} aria-hidden />
                  {title}
                </NavLink>
              </li>
            ))}
          </ul>
        ))}
        <div className={classes.foot}>
          <ThemeSwitch />
        </div>
      </nav>
      <div className={classes.side}>
        {home.data?.carrier === 'development' && (
          <aside className={classes.banner} aria-label="Where texts go">
            Texts go to the <Link to="/phone">development phone</Link>, not to real people
            {home.data.sendingHours === 'always' ? ', at any hour of the day.' : '.'}
          </aside>
        )}
        <main id="content" tabIndex={-1}>
          {children}
        </main>
      </div>
    </div>
  );
}
