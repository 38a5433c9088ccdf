-- A run that is told apart by a property hears only of its own person: two may well have the same value, such as a variant.
-- A key without a person is one of a purchase, which has its keys to itself, or of a thing.
alter table run_subscriptions drop constraint run_subscriptions_check;
alter table run_subscriptions add check (contact_id is not null or key is not null);
update run_subscriptions s set contact_id = r.contact_id
from runs r where r.id = s.run_id and s.key like 'property:%';
