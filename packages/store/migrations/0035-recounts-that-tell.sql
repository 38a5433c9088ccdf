-- Whether the recount that is asked for, or the latest, is that of a rule nobody was counted by before: who belongs by it
-- neither enters nor leaves. Any other leaves to be told whom something happened to meanwhile.
alter table segments add column is_rule_new boolean not null default true;
update segments set is_rule_new = false where counted_at is not null;
