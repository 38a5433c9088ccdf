-- What people wrote, the newest first, and how far somebody has read it.
create table conversation_reads (
  phone   text primary key,
  read_at timestamptz not null
);
create index inbound_messages_received on inbound_messages (received_at desc);

-- What was not sent, to count it by its reason.
create index messages_not_sent on messages (planned_at desc, reason_code, journey_id)
  where state in ('suppressed', 'failed', 'undelivered', 'unknown');
