-- Places in the carrier's pace are given out in one round trip, so that who stands in line waits for nothing but its turn.

-- A place for each of the texts, in the order in which they are named. All instants are places, as fractions.
--   from_slot    the first that has not passed
--   beyond_slot  such a place is of another pace
--   late_slot    who comes for a kept place before this one came too late for it
--   heavy_slot   a journey with a place beyond this has many waiting, and leaves every so-many-th place to others
--   far_slot     a place beyond this is kept for its text, which sleeps until then
--   forget_slot  what has passed is swept out, and what was kept since before this for a text that never came; null: not now
create function take_places(
  journeys text[], keys text[], from_slot bigint, beyond_slot bigint, late_slot float8, heavy_slot float8, far_slot float8,
  kept_free integer, forget_slot bigint
) returns bigint[]
language plpgsql as $$
declare
  places bigint[] := '{}';
  wanted integer := cardinality(keys);
  open bigint[];
  -- Up to here all of `open` is taken, and all of it that is kept from nobody.
  first_open integer := 1;
  first_common integer := 1;
  place bigint;
  kept record;
begin
  -- A server that falls forgets the newest places: some texts may then go a moment too soon, and none goes twice.
  perform set_config('synchronous_commit', 'off', true);
  perform pg_advisory_xact_lock(hashtextextended('pace', 0));
  for i in 1 .. wanted loop
    select slot, was_missed into kept from pace_slots where send_key = keys[i];
    if kept.slot < beyond_slot and (kept.was_missed or kept.slot > late_slot) then
      if kept.slot <= far_slot then
        update pace_slots set send_key = null where slot = kept.slot;
      end if;
      places := places || greatest(kept.slot, from_slot);
      continue;
    end if;
    if kept.slot is not null then
      delete from pace_slots where slot = kept.slot;
    end if;
    if open is null then
      -- As many as are asked for, and as many that are kept from nobody.
      open := array(
        with free as materialized (
          select slot from generate_series(from_slot,
            greatest(from_slot, (select max(slot) from pace_slots where slot < beyond_slot)) + 2 * wanted + kept_free) as slot
          where not exists (select from pace_slots taken where taken.slot = slot.slot)
        )
        (select slot from free order by slot limit wanted)
        union (select slot from free where slot % kept_free <> 0 order by slot limit wanted)
        order by slot);
    end if;
    if (select max(slot) from pace_slots where journey = journeys[i] and slot < beyond_slot) > heavy_slot then
      while open[first_common] is null or open[first_common] % kept_free = 0 loop
        first_common := first_common + 1;
      end loop;
      place := open[first_common];
      open[first_common] := null;
    else
      while open[first_open] is null loop
        first_open := first_open + 1;
      end loop;
      place := open[first_open];
      open[first_open] := null;
    end if;
    insert into pace_slots (slot, journey, send_key, was_missed)
      values (place, journeys[i], case when place > far_slot then keys[i] end, kept.slot is not null);
    places := places || place;
  end loop;
  if forget_slot is not null then
    delete from pace_slots
    where slot >= beyond_slot or slot < from_slot - 1 and (send_key is null or slot < forget_slot);
  end if;
  return places;
end
$$;

-- A text's marks in one statement of the trigger's own: a function within it is begun anew for each text.
create or replace function mark_message() returns trigger language plpgsql as $$
begin
  insert into segment_marks (segment_id, contact_id, quiet)
  select segment_id, new.contact_id, is_quiet() from segment_reads
  where kind = 'message' and name = '' and new.contact_id is not null;
  return null;
end $$;
