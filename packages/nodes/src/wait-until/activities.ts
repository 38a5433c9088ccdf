import type { NodeActivities } from '../kernel/host.js';
import { instantOf, type Asked } from './instant.js';

export const activities: NodeActivities = {
  async instant(host, context, input) {
    const asked = { ...(input as unknown as Asked), again: context.visit > 0 };
    const rendered = asked.moment ? await host.render(context, asked.moment) : null;
    if (rendered && !rendered.ok) return { atMs: null, said: rendered.reason };
    const moment = rendered?.text;
    return { ...instantOf({ ...asked, moment }, await host.readContact(context), host.shopTimeZone) };
  },
};
