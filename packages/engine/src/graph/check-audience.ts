import type { Report } from './report.js';
import type { Step } from './read-steps.js';

interface Audience {
  segment?: string;
  where?: { rules: unknown[] };
  everyone?: boolean;
}

/** A campaign says whom it goes to: never to everyone unless somebody said so. */
export function checkAudience({ node, entry, config, name }: Step, report: Report): void {
  if (entry.starts?.clock !== 'schedule') return;
  const { segment, where, everyone } = (config.audience ?? {}) as Audience;
  const names = Boolean(segment) || (where?.rules.length ?? 0) > 0;
  if (everyone && !names) {
    report.warning(
      'audience-everyone',
      `“${name}” goes to everyone. A narrower audience does better.`,
      node.id,
      'audience',
    );
  } else if (!names) {
    report.error('audience-empty', `“${name}” goes to nobody yet. Say to whom.`, node.id, 'audience');
  }
}
