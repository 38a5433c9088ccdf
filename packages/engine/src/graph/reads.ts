import { isRuleGroup, type RuleGroup } from '@signalbox/nodes/kernel';

/** Collects, per event name, the top-level properties that a plan reads, so that signals carry no more than those. */
export class Reads {
  private readonly byEvent = new Map<string, Set<string> | true>();

  rules(event: string, group: RuleGroup | null | undefined): void {
    for (const rule of group?.rules ?? []) {
      if (isRuleGroup(rule)) this.rules(event, rule);
      else if (rule.source === 'event') this.path(event, rule.path);
    }
  }

  path(event: string, path: string): void {
    const known = this.byEvent.get(event);
    if (known === true) return;
    const set = known ?? new Set<string>();
    set.add(path.split('.')[0]!);
    this.byEvent.set(event, set);
  }

  /** Notes what a Liquid template takes from `event`; one that hands on the whole event reads everything. */
  liquid(event: string, template: string): void {
    for (const block of template.matchAll(/\{[{%]([\s\S]*?)[}%]\}/g)) {
      for (const use of block[1]!.matchAll(/\bevent\b(?:\.([A-Za-z_][\w-]*))?/g)) {
        if (use[1]) this.path(event, use[1]);
        else this.byEvent.set(event, true);
      }
    }
  }

  toJSON(): Record<string, string[] | true> {
    return Object.fromEntries(
      [...this.byEvent].map(([event, paths]) => [event, paths === true ? true : [...paths].sort()]),
    );
  }
}
