import type { NodeActivities } from '../kernel/host.js';

export const activities: NodeActivities = {
  async render(host, context, input) {
    const { set } = input as { set: { name: string; value: string }[] };
    const vars: { [name: string]: string } = {};
    const faults: string[] = [];
    for (const { name, value } of set) {
      const rendered = await host.render({ ...context, vars: { ...context.vars, ...vars } }, value);
      if (rendered.ok) vars[name] = rendered.text;
      else faults.push(`${name}: ${rendered.reason}`);
    }
    return { vars, faults };
  },
};
