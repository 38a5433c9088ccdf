import type { sharedProduct } from './shared-product.js';
import { takeAway } from './take-away.js';
import { until } from './until.js';

type Product = ReturnType<typeof sharedProduct>;

interface Graph {
  nodes: { id: string; type: string; data: { config: Record<string, unknown> } }[];
  edges: { source: string; sourceHandle: string; target: string }[];
}

/** The welcome flow, as somebody builds it step by step. */
export const WELCOME = {
  event: 'SMS Subscribed',
  hello: 'Welcome! 10 % off your first order with HELLO10.',
  reminder: 'Your 10 % is still waiting: HELLO10.',
};

/** What is stored of the flow and what became of it, asked beside the browser. */
export function welcomeFlow(product: Product) {
  const journeyNow = (id: string) =>
    product.api<{ graph: Graph; liveVersion: number | null }>(`/api/journeys/${id}`);
  return {
    /** Each step with the steps that its ports lead to: the same whatever ids and places they were given. */
    async shape(id: string): Promise<string[]> {
      const { nodes, edges } = (await journeyNow(id)).graph;
      const typeOf = (nodeId: string) => nodes.find((node) => node.id === nodeId)!.type;
      return edges.map(({ source, target }) => `${typeOf(source)} > ${typeOf(target)}`).sort();
    },

    /** How long the live version waits for an order. */
    async waitMs(id: string, version: number): Promise<unknown> {
      const { graph } = await product.api<{ graph: Graph }>(`/api/journeys/${id}/versions/${version}`);
      return graph.nodes.find(({ type }) => type === 'wait-for-event')!.data.config.timeoutMs;
    },

    /** Somebody signs up in the shop, and comes as far as waiting. */
    async signUp(id: string, firstName: string): Promise<void> {
      // Somebody new each time: whoever was texted today already may be held back.
      const phone = `+4528${String(Date.now() % 1_000_000).padStart(6, '0')}`;
      const say = async (path: string, body: object) => {
        const answer = await fetch(`${product.url}/v1/${path}`, {
          method: 'POST',
          headers: {
            'content-type': 'application/json',
            authorization: `Basic ${Buffer.from(`${product.writeKey}:`).toString('base64')}`,
          },
          body: JSON.stringify({ userId: phone, ...body }),
        });
        if (!answer.ok) throw new Error(`${path}: ${answer.status} ${await answer.text()}`);
      };
      await say('identify', { traits: { phone, firstName } });
      await say('track', { event: WELCOME.event, properties: { purpose: 'marketing' } });
      await until(`${firstName} to wait`, async () => {
        const { inside } = await product.api<{ inside: number }>(`/api/journeys/${id}/stats`);
        return inside === 1;
      });
    },

    /** The version that whoever is inside is on. */
    async versionInside(id: string): Promise<number | undefined> {
      const { runs } = await product.api<{ runs: { version: number }[] }>(`/api/journeys/${id}/runs`);
      return runs[0]?.version;
    },

    /** Takes the journey away, so that those that come after do not meet its people. */
    leave: (id: string) => takeAway(product.api, id),
  };
}
