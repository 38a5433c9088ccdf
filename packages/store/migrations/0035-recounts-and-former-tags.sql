-- Whether the recount that is asked for, or the latest, is that of a rule nobody was counted by before: who belongs by it
-- neither enters nor leaves. Any other leaves to be told whom something happened to meanwhile.
alter table segments add column is_rule_new boolean not null default true;
update segments set is_rule_new = false where counted_at is not null;

-- Tags that somebody had: one page of a timeline must not read through all other changes for them.
create index contact_changes_tags on contact_changes (contact_id, at desc) where field = 'tag';
