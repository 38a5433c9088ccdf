-- Who looked at shoes: events are found by what their properties say, and not by reading all of that name. An event's terms
-- are numbers of its name, a path and a word or two; they may say too much, never too little: whoever finds an event by them
-- reads it all the same. Numbers, days and tokens, which begin with a digit, and long texts have none: few ask for one
-- of them, and each would be an entry of its own.

create function event_term(event text, path text, value text) returns integer language sql immutable parallel safe return
  hashtext(event || chr(31) || path || chr(31) || lower(btrim(value)));

-- Of 'category', of each item of 'sizes', and of 'products.*.category'. An event that says very much is found by 0 alone.
create function event_terms(event text, properties jsonb) returns integer[] language plpgsql immutable parallel safe as $$
declare
  found integer[] := '{}';
  top text; said jsonb; item jsonb; part text; leaf jsonb; value text;
begin
  if jsonb_typeof(properties) <> 'object' then return found; end if;
  for top, said in select p.key, p.value from jsonb_each(properties) p loop
    if jsonb_typeof(said) in ('string', 'boolean') then
      value := lower(btrim(said #>> '{}'));
      if ascii(value) > 57 and length(value) <= 60 then
        found := found || hashtext(event || chr(31) || top || chr(31) || value);
      end if;
    elsif jsonb_typeof(said) = 'array' then
      for item in select e from jsonb_array_elements(said) e loop
        if jsonb_typeof(item) in ('string', 'boolean') then
          value := lower(btrim(item #>> '{}'));
          if ascii(value) > 57 and length(value) <= 60 then
            found := found || hashtext(event || chr(31) || top || chr(31) || value);
          end if;
        elsif jsonb_typeof(item) = 'object' then
          for part, leaf in select p.key, p.value from jsonb_each(item) p loop
            if jsonb_typeof(leaf) in ('string', 'boolean') then
              value := lower(btrim(leaf #>> '{}'));
              if ascii(value) > 57 and length(value) <= 60 then
                found := found || hashtext(event || chr(31) || top || '.*.' || part || chr(31) || value);
              end if;
            end if;
          end loop;
        end if;
        if cardinality(found) > 200 then return '{0}'; end if;
      end loop;
    end if;
  end loop;
  return case when cardinality(found) > 200 then '{0}' else found end;
end $$;

-- What is written is found at once: no list of late entries that somebody's event must one day sort in.
create index events_terms on events using gin (event_terms(name, properties)) with (fastupdate = off);
analyze events;
