import type { ActivityContext, Host } from '../kernel/host.js';

/** A worker that can do only what a test gives it; asked for anything else it says so. */
export function hostWith(methods: Partial<Host>): Host {
  return new Proxy(methods as Host, {
    get(target, name: keyof Host) {
      if (name in target) return target[name];
      return () => Promise.reject(new Error(`This test gives the step no ${name}.`));
    },
  });
}

/** Where an activity is called from, for a test. */
export const context: ActivityContext = {
  runId: 'run',
  journeyId: 'journey',
  contactId: 'contact',
  nodeId: 'node',
  visit: 0,
  planHash: 'hash',
  entryEvent: { id: 'e', name: 'Checkout Started', atMs: 0, properties: {} },
  vars: {},
  nowMs: 0,
};
