import type { Check, ConfigFault } from '../kernel/api-side.js';

/** What Signalbox itself keeps of a person, and reads before anything of the same name that a step writes. */
const KEPT = new Set(
  'id phone email country tags order_count total_spent average_order points_balance last_order_at first_order_at has_open_case referral_count created_at'.split(
    ' ',
  ),
);

/** A value that nobody would ever read was not meant. */
export const check: Check<{ set: { field: string }[] }> = ({ set }) =>
  set.flatMap(({ field }, index): ConfigFault[] =>
    KEPT.has(field)
      ? [
          {
            field: `set.${index}.field`,
            message: `“${field}” is kept by Signalbox itself, and what a step writes there is not read. Choose another name.`,
            severity: 'warning',
          },
        ]
      : [],
  );
