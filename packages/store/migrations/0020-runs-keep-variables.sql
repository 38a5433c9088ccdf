-- A run that Temporal has lost goes on where it stood, with what its steps had found out. json, not jsonb: what people
-- and services say is kept to the letter, whatever it holds. Empty when there is none, and after the end.
alter table runs add column vars json;
