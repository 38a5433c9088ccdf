import type { ContactDetail } from '@signalbox/api/contract';
import { t } from '../language/t.js';
import classes from './PersonPage.module.css';

const KINDS: Record<string, string> = {
  email: t('E-mail address'),
  phone: t('Phone'),
  user: t('id in your systems'),
  anonymous: t('visitor of your site'),
};
const SHOWN = 8;

/** The names that a person is known by; the shop’s own marks of carts and orders are folded away. */
export function KnownAs({ identities }: Pick<ContactDetail, 'identities'>) {
  const names = identities.filter(({ kind }) => kind !== 'token');
  const marks = identities.filter(({ kind }) => kind === 'token');
  return (
    <>
      {names.slice(0, SHOWN).map(({ kind, value }) => (
        <div key={`${kind}/${value}`}>
          {value} <small>{KINDS[kind] ?? kind}</small>
        </div>
      ))}
      {names.length > SHOWN && (
        <small>{t('and {identities} more', { identities: names.length - SHOWN })}</small>
      )}
      {marks.length > 0 && (
        <details className={classes.marks}>
          <summary>
            {t('{count, plural, one {# mark} other {# marks}} of carts and orders', { count: marks.length })}
          </summary>
          {marks.map(({ value }) => (
            <div key={value}>{value}</div>
          ))}
        </details>
      )}
    </>
  );
}
