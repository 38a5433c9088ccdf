-- Long work on people: imports, and changes of many at once. Each step and how far it has come are one transaction, so that a
-- process that dies takes nothing with it and the next one goes on.
create table people_jobs (
  id          uuid primary key,
  kind        text not null check (kind in ('import', 'bulk', 'undo')),
  status      text not null check (status in ('uploading', 'ready', 'running', 'done', 'failed', 'cancelled')),
  settings    jsonb not null,
  cursor      bigint not null default 0,    -- rows of the file that are through
  total       bigint not null default 0,
  done        bigint not null default 0,
  created     bigint not null default 0,
  changed     bigint not null default 0,
  bad         bigint not null default 0,
  message     text not null default '',
  undoes      uuid references people_jobs,
  created_at  timestamptz not null,
  started_at  timestamptz,
  finished_at timestamptz
);
create index people_jobs_open on people_jobs (created_at) where status = 'running';

-- A file's rows as they stand in it, until the import is through.
create table import_rows (
  job_id uuid not null references people_jobs on delete cascade,
  row_no integer not null,
  cells  text not null,                     -- a JSON list
  primary key (job_id, row_no)
);

-- Rows that became nobody, with the reason; what they said stays in import_rows.
create table import_bad_rows (
  job_id uuid not null references people_jobs on delete cascade,
  row_no integer not null,
  reason text not null,
  primary key (job_id, row_no)
);

create table bulk_people (
  job_id     uuid not null references people_jobs on delete cascade,
  contact_id uuid not null,
  done       boolean not null default false,
  was        jsonb,                         -- what it takes to undo; null where nothing was changed
  primary key (job_id, contact_id)
);
create index bulk_people_waiting on bulk_people (job_id, contact_id) where not done;
