import type { ReactNode } from 'react';
import { useMay, type Need } from './roles.js';

interface Props {
  need: Need;
  /** Not there at all for those who may not: links, and buttons that would only be in the way. */
  hide?: boolean;
  children: ReactNode;
}

/** Fields and buttons for those who may: to all others they are seen and out of use. */
export function May({ need, hide = false, children }: Props) {
  const may = useMay(need);
  if (may) return children;
  if (hide) return null;
  return (
    <fieldset disabled style={{ display: 'contents' }}>
      {children}
    </fieldset>
  );
}
