-- By whom a run of one purchase hears of another purchase of its person: what happened before it began is no news to it.
alter table run_subscriptions add column since timestamptz;
