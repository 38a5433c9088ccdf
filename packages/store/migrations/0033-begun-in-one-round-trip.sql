-- A text begins in one round trip: the number is locked, what speaks for or against a text to it is read once more, and
-- the row is written, if all is as it was when the text was decided.

-- What speaks for or against a text to a number, and a mark that is another one as soon as any of it is.
create function number_facts(of_phone text, for_purpose text, since timestamptz, of_cart text[])
returns table (has_stopped boolean, consent text, wishes json, recent json, cart_reminded float8, mark text)
language sql stable as $$
  select f.*, md5(f::text) from (
    select exists (select from suppressions s where s.phone = of_phone) as has_stopped,
      (select state from consents c where c.phone = of_phone and c.purpose = for_purpose
       order by at desc, id desc limit 1) as consent,
      (select json_agg(json_build_array(topic, choice, extract(epoch from until) * 1000) order by topic)
       from contact_preferences w where w.phone = of_phone) as wishes,
      (select json_agg(json_build_array(extract(epoch from t.sending_at) * 1000, t.purpose, t.is_urgent)
         order by t.sending_at, t.id)
       from messages t where t.phone = of_phone and t.sending_at > since
         and t.state in ('sending', 'accepted', 'sent', 'delivered', 'undelivered', 'unknown')) as recent,
      case when of_cart <> '{}' then
        (select extract(epoch from max(t.sending_at)) * 1000 from messages t
         where t.cart_keys && of_cart
           and t.state in ('sending', 'accepted', 'sent', 'delivered', 'undelivered', 'unknown'))
      end::float8 as cart_reminded
  ) f
$$;

-- Writes that the request to the carrier begins: nothing if the text has begun before, if the mark of what was judged is
-- given and no longer the number's, or if links are given and it is not the first try: earlier ones gave them codes.
create function begin_text(
  new_id uuid, of_key text, of_run uuid, of_journey uuid, at_node text, to_contact uuid, to_phone text, for_purpose text,
  at_instant timestamptz, from_sender text, by_token text, urgent boolean, of_cart text[], of_body text,
  of_parts integer, in_encoding text, judged text, since timestamptz, with_links jsonb
) returns table (id uuid, is_first boolean)
language plpgsql as $$
begin
  perform pg_advisory_xact_lock(hashtextextended('phone/' || to_phone, 0));
  -- Each statement of a function sees what was written before it began: what the lock's last holder wrote, too.
  if judged <> (select f.mark from number_facts(to_phone, for_purpose, since, of_cart) f) then
    return;
  end if;
  insert into messages as m (id, send_key, run_id, journey_id, node_id, contact_id, phone, purpose, state, planned_at,
      sending_at, sender, token, is_urgent, cart_keys, body, parts, encoding)
    values (new_id, of_key, of_run, of_journey, at_node, to_contact, to_phone, for_purpose, 'sending', at_instant,
      at_instant, from_sender, by_token, urgent, nullif(of_cart, '{}'), of_body, of_parts, in_encoding)
    on conflict (send_key) do update set state = 'sending', phone = excluded.phone, sending_at = excluded.sending_at,
      sender = excluded.sender, token = excluded.token, is_urgent = excluded.is_urgent, cart_keys = excluded.cart_keys,
      body = coalesce(excluded.body, m.body), parts = excluded.parts,
      encoding = coalesce(excluded.encoding, m.encoding), reason = null, reason_code = null
    where m.state in ('planned', 'held') and with_links is null
    returning m.id, m.xmax = 0 into id, is_first;
  if id is null then
    return;
  end if;
  insert into message_transitions (message_id, state, at, cause)
    values (id, 'sending', at_instant, 'The request to the carrier begins');
  insert into links (code, kind, url, name, send_key, slot, message_id, run_id, journey_id, node_id, contact_id, phone,
      purpose, expires_at, created_at)
    select l.code, l.kind, l.url, l.name, of_key, l.slot, begin_text.id, of_run, of_journey, at_node, to_contact, to_phone,
      for_purpose, l."expiresAt", at_instant
    from jsonb_to_recordset(with_links) as l(code text, kind text, url text, name text, slot text, "expiresAt" timestamptz);
  perform pg_notify('live', json_build_object('kind', 'message', 'messageId', id, 'phone', to_phone)::text);
  return next;
end
$$;

-- `messages_phone` finds the newest texts to a number as well, read backwards: one index less to write.
drop index messages_counting;
