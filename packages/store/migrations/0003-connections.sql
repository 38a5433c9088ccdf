-- Services that steps talk to. What they are told to prove who asks is sealed under SIGNALBOX_SECRET.
create table connections (
  id uuid primary key,
  name text not null,
  kind text not null,
  base_url text not null,
  header_names text[] not null,
  sealed_headers text not null,
  created_at timestamptz not null
);
