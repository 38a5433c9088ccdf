import type { NodeActivities } from '../kernel/host.js';

export const activities: NodeActivities = {
  async note(host, context, input) {
    const { text } = input as { text: string };
    const rendered = await host.render(context, text);
    await host.noteToTeam(context, rendered.ok ? rendered.text : text);
    return null;
  },
};
