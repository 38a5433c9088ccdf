import type { ReactNode } from 'react';
import { t } from '../language/t.js';
import { useMay, type Need } from './roles.js';

const WHY_NOT: Record<Need, string> = {
  change: t('Your role may look at this and not change it.'),
  export: t('Your role may not take people out as a file: an administrator can make you an editor.'),
  manage: t('Only an administrator may do this.'),
};

interface Props {
  need: Need;
  /** Not there at all for those who may not: links, and buttons that would only be in the way. */
  hide?: boolean;
  children: ReactNode;
}

/** Fields and buttons for those who may: to all others they are seen and out of use, and say why where they are pointed at. */
export function May({ need, hide = false, children }: Props) {
  const may = useMay(need);
  if (may) return children;
  if (hide) return null;
  return (
    <fieldset disabled style={{ display: 'contents' }} title={WHY_NOT[need]}>
      {children}
    </fieldset>
  );
}
