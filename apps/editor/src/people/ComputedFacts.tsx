import type { ContactDetail } from '@signalbox/api/contract';
import { Fragment } from 'react';
import { Time } from '../ui/Time.js';
import { computedFacts } from './computed-facts.js';

/** Rows of a list of facts: what is computed of a person. */
export const ComputedFacts = ({ computed }: { computed: ContactDetail['computed'] }) =>
  computedFacts(computed).map(({ label, words, at }) => (
    <Fragment key={label}>
      <dt>{label}</dt>
      <dd>{at ? <Time at={at} /> : words}</dd>
    </Fragment>
  ));
