import type { Role } from '@signalbox/api/contract';
import { useQuery } from '@tanstack/react-query';
import { sessionQuery } from '../api/queries.js';
import { t } from '../language/t.js';

/** What something asks of whoever is here: to work on journeys and people, to take people out as a file, or to decide on settings, keys and the team. */
export type Need = 'change' | 'export' | 'manage';

const MAY: Record<Need, readonly Role[]> = {
  change: ['editor', 'admin'],
  export: ['editor', 'admin'],
  manage: ['admin'],
};

export const ROLES: { value: Role; label: string; description: string }[] = [
  { value: 'viewer', label: t('Viewer'), description: t('sees everything and changes nothing') },
  { value: 'editor', label: t('Editor'), description: t('works on journeys, texts and people') },
  {
    value: 'admin',
    label: t('Administrator'),
    description: t('decides on settings, keys and the team as well'),
  },
];
export const roleInWords = (role: Role) => ROLES.find(({ value }) => value === role)!.label;

/** Who is signed in. */
export const useMember = () => useQuery(sessionQuery).data?.member;

/** Whether whoever is here may; the API decides anyway, the editor only does not offer what it would refuse. */
export function useMay(need: Need): boolean {
  const member = useMember();
  return member !== undefined && MAY[need].includes(member.role);
}
