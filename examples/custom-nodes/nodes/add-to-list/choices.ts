import type { NodeChoices } from '@signalbox/nodes/kernel';

export const choices: NodeChoices = {
  async lists(host, config) {
    const result = await host.request({
      method: 'GET',
      url: 'lists',
      connectionId: String(config.connection),
    });
    if (result.outcome === 'refused') throw new Error(result.reason);
    const { lists } = (result.body ?? {}) as { lists?: { id: string; name: string }[] };
    // A web page, too, is an answer: of whoever stands before the service, or at a wrong address.
    if (!Array.isArray(lists))
      throw new Error('The service answered no lists. Is the address of the connection right?');
    return lists.map(({ id, name }) => ({ value: id, label: name }));
  },
};
