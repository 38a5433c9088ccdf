import type { Database } from '@signalbox/store';
import { drawn, publishDrawn } from '@signalbox/store/testing';

/** What the made-up shop holds that its screens are opened for. */
export interface ManyRows {
  journeyId: string;
  segmentId: string;
  contactId: string;
  /** Somebody of whom there are more events, texts, answers and changes than a screen may read. */
  busyId: string;
  runId: string;
}

/** Of the busy one, of each kind. */
const OF_ONE = 30_000;

/**
 * Fills an empty database with a shop whose lists are long: as many texts and runs as people, and three times the events.
 * Each person is a number, of which everything about them follows; the first are the newest.
 */
export async function fillManyRows(database: Database, people: number, nowMs: number): Promise<ManyRows> {
  const graph = drawn({
    start: { type: 'manual-trigger', next: { next: 'text' } },
    text: { type: 'send-sms', config: { purpose: 'marketing', text: 'Hello' }, next: { sent: 'wait' } },
    wait: { type: 'wait', config: { durationMs: 86_400_000 }, next: { next: 'end' } },
    end: { type: 'exit' },
  });
  const journeys = [];
  for (const name of ['Welcome', 'Carts', 'Win-back'])
    journeys.push(await publishDrawn(database, graph, { name, nowMs }));
  const client = await database.pool.connect();
  const id = (table: string, number: string) =>
    `('${table}0000000-0000-7000-8000-' || lpad(to_hex(${number}), 12, '0'))::uuid`;
  const ago = (minutes: string) => `now() - (${minutes}) * interval '1 minute'`;
  const journey = `(array[${journeys.map((one) => `'${one.id}'`).join(', ')}]::uuid[])[1 + i % 3]`;
  const each = `from generate_series(1, ${people}) as i`;
  const state = `(array['delivered', 'delivered', 'delivered', 'sent', 'suppressed', 'suppressed', 'failed', 'undelivered'])[1 + i % 8]`;
  const segmentId = '50000000-0000-7000-8000-000000000001';
  try {
    await client.query('set session_replication_role = replica; set synchronous_commit = on');
    await client.query(`
      insert into contacts (id, first_name, last_name, email, phone, country, language, attributes, tags, created_at, updated_at,
        order_count, total_spent, last_order_at)
      select ${id('c', 'i')}, (array['Anna', 'Bo', 'Cecilie', 'David', 'Emma', 'Freja', 'Gustav', 'Hanne'])[1 + i % 8],
        'Name' || i % 5000, 'person' || i || '@example.com', '+45' || 20000000 + i,
        (array['DK', 'DK', 'DK', 'SE', 'NO', 'DE'])[1 + i % 6], 'da', jsonb_build_object('town', 'Town ' || i % 900),
        case when i % 50 = 0 then '{vip}'::text[] else '{}' end, ${ago('i')}, ${ago('i')},
        i % 4, '{}', case when i % 4 > 0 then ${ago('i * 2')} end ${each}`);
    await client.query(`
      insert into contact_identities (kind, value, contact_id)
      select 'phone', '+45' || 20000000 + i, ${id('c', 'i')} ${each}`);
    await client.query(`insert into tags (name, created_at) values ('vip', now())`);
    await client.query(`
      insert into contact_tags (contact_id, tag, source, at)
      select ${id('c', 'i')}, 'vip', 'import', ${ago('i')} ${each} where i % 50 = 0`);
    await client.query(`
      insert into consents (contact_id, phone, purpose, state, source, at, recorded_at)
      select ${id('c', 'i')}, '+45' || 20000000 + i, 'marketing', case when i % 20 = 0 then 'denied' else 'granted' end, 'import',
        ${ago('i')}, ${ago('i')} ${each} where i % 3 > 0`);
    await client.query(`
      insert into suppressions (phone, reason, at)
      select '+45' || 20000000 + i, 'They wrote STOP', ${ago('i')} ${each} where i % 100 = 0`);
    await client.query(`
      insert into events (id, source, message_id, name, contact_id, occurred_at, received_at, properties, keys, is_history)
      select ${id('e', 'i')}, 'shopify', 'm' || i, (array['Product Viewed', 'Checkout Started', 'Order Completed'])[1 + i % 3],
        ${id('c', 'i / 3 + 1')}, ${ago('i')}, ${ago('i')}, jsonb_build_object('total', i % 900, 'currency', 'DKK'), '{}', i % 2 = 0
      from generate_series(0, ${people * 3 - 1}) as i`);
    await client.query(`
      insert into seen_events (name, source, first_seen_at, last_seen_at, count)
      select name, 'shopify', now(), now(), 1 from unnest(array['Product Viewed', 'Checkout Started', 'Order Completed']) as name`);
    await client.query(`
      insert into runs (id, journey_id, version, plan_hash, contact_id, entry_event_id, start, entry_key, status, started_at, ended_at)
      select ${id('a', 'i')}, ${journey}, 1, '${journeys[0]!.planHash}', ${id('c', 'i')}, ${id('e', 'i')}, '{}', '',
        case when i % 10 = 0 then 'waiting' else 'ended' end, ${ago('i')}, case when i % 10 > 0 then ${ago('i - 1')} end ${each}`);
    await client.query(`
      insert into run_steps (run_id, seq, node_id, visit, entered_at, left_at, port)
      select ${id('a', 'i')}, seq, (array['start', 'text', 'wait'])[seq], 1, ${ago('i')},
        case when seq < 3 or i % 10 > 0 then ${ago('i')} end,
        case when seq < 3 then (array['next', 'sent'])[seq] when i % 10 > 0 then 'next' end
      ${each}, generate_series(1, 3) as seq`);
    await client.query(`
      insert into messages (id, send_key, run_id, journey_id, node_id, contact_id, phone, purpose, state, reason, reason_code, body, parts,
        planned_at, sending_at, accepted_at, settled_at)
      select id, 'run/' || i, run_id, journey_id, 'text', contact_id, phone, 'marketing', state,
        case when state in ('suppressed', 'failed', 'undelivered') then 'No consent to marketing' end,
        case when state in ('suppressed', 'failed', 'undelivered') then 'no-consent' end,
        'Hi, parcel ' || i || ' of your order is waiting for you in the shop', 1, at,
        case when state <> 'suppressed' then at end, case when state <> 'suppressed' then at end, at
      from (select i, ${id('d', 'i')} as id, ${id('a', 'i')} as run_id, ${journey} as journey_id, ${id('c', 'i')} as contact_id,
        '+45' || 20000000 + i as phone, ${state} as state, ${ago('i')} as at ${each}) made`);
    await client.query(`
      insert into message_transitions (message_id, state, at, cause)
      select ${id('d', 'i')}, 'delivered', ${ago('i')}, 'carrier' ${each}`);
    await client.query(`
      insert into inbound_messages (id, carrier_id, phone, recipient, body, contact_id, received_at)
      select ${id('b', 'i')}, 'c' || i, '+45' || 20000000 + i, '+4550000000', 'Thank you, parcel ' || i || ' came', ${id('c', 'i')}, ${ago('i')}
      ${each} where i % 3 = 0`);
    await client.query(`
      insert into contact_changes (contact_id, field, before, after, source, at)
      select ${id('c', 'i')}, 'first_name', '"A"', '"B"', 'import', ${ago('i')} ${each}`);
    await client.query(
      `
      insert into segments (id, name, rule, counted_at, created_at, updated_at, knows_reads)
      values ($1, 'Buyers', $2, now(), now(), now(), true)`,
      [
        segmentId,
        JSON.stringify({
          version: 2,
          root: {
            kind: 'group',
            match: 'all',
            conditions: [
              { kind: 'field', field: 'order_count', test: { type: 'number', op: 'at-least', value: 1 } },
            ],
          },
        }),
      ],
    );
    await client.query(`
      insert into segment_members (segment_id, contact_id, entered_at)
      select '${segmentId}', ${id('c', 'i')}, ${ago('i')} ${each} where i % 4 > 0`);
    await client.query(`
      insert into coupon_pools (name, kind, offer, ends, low_water, created_at)
      values ('welcome', 'list', '{"kind": "other"}', '{"kind": "never"}', 50, now());
      insert into coupons (pool, code, issue_key, contact_id, issued_at, used_at)
      select 'welcome', 'C' || i, case when i % 2 = 0 then 'run/' || i end, case when i % 2 = 0 then ${id('c', 'i')} end,
        case when i % 2 = 0 then ${ago('i')} end, case when i % 8 = 0 then ${ago('i')} end ${each}`);
    await client.query(`
      insert into shops (shop, currency, seen_at) values ('shopify/a', 'DKK', now());
      insert into products (shop, product_id, title, status, published_at, updated_at)
      select 'shopify/a', 'p' || i, 'Dress ' || i, 'active', now(), now() from generate_series(1, ${Math.ceil(people / 400)}) as i;
      insert into variants (shop, variant_id, product_id, title, sku, available, updated_at)
      select 'shopify/a', 'v' || i, 'p' || 1 + i / 4, 'Size ' || i % 4, 'sku' || i, i % 3, now() from generate_series(1, ${Math.ceil(people / 100)}) as i;
      insert into waitlist (id, shop, variant_id, product_id, contact_id, phone, quantity, asked_at, expires_at, state)
      select ${id('f', 'i')}, 'shopify/a', 'v' || i % 200, 'p1', ${id('c', 'i')}, '+45' || 20000000 + i, 1,
        ${ago('i')}, now() + interval '90 days', case when i % 5 = 0 then 'told' else 'waiting' end ${each}`);
    const busy = id('c', '5');
    const eachOfOne = `from generate_series(1, ${OF_ONE}) as i`;
    const newId = `md5('busy' || i)::uuid`;
    await client.query(`
      insert into events (id, source, message_id, name, contact_id, occurred_at, received_at, properties, keys, is_history)
      select ${newId}, 'shopify', 'busy' || i, (array['Product Viewed', 'Checkout Started', 'Order Completed'])[1 + i % 3],
        ${busy}, ${ago('i')}, ${ago('i')}, jsonb_build_object('total', i % 900, 'currency', 'DKK'), '{}', false ${eachOfOne};
      insert into messages (id, send_key, journey_id, node_id, contact_id, phone, purpose, state, body, parts,
        planned_at, sending_at, accepted_at, settled_at)
      select ${newId}, 'busy/' || i, ${journey}, 'text', ${busy}, '+4520000005', 'marketing', ${state}, 'Hi ' || i, 1,
        ${ago('i')}, ${ago('i')}, ${ago('i')}, ${ago('i')} ${eachOfOne};
      insert into inbound_messages (id, carrier_id, phone, recipient, body, contact_id, received_at)
      select ${newId}, 'busy' || i, '+4520000005', '+4550000000', 'Thanks ' || i, ${busy}, ${ago('i')} ${eachOfOne};
      insert into contact_changes (contact_id, field, before, after, source, at)
      select ${busy}, 'first_name', '"A"', '"B"', 'import', ${ago('i')} ${eachOfOne}`);
    await client.query('vacuum analyze');
    await client.query('reset session_replication_role; reset synchronous_commit');
  } finally {
    client.release();
  }
  return {
    journeyId: journeys[0]!.id,
    segmentId,
    contactId: 'c0000000-0000-7000-8000-000000000003',
    busyId: 'c0000000-0000-7000-8000-000000000005',
    runId: 'a0000000-0000-7000-8000-000000000003',
  };
}
