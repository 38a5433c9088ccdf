-- Drafts that somebody had changed on the canvas, as they were before their template drew them anew. By the letter, as drafts are.
create table replaced_drafts (
  journey_id uuid not null references journeys on delete cascade,
  -- The draft's own: the same draft is kept once.
  revision integer not null,
  graph json not null,
  replaced_at timestamptz not null,
  primary key (journey_id, revision)
);
