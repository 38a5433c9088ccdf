-- What a file said of people who were here and were so already, so that taking back an earlier import leaves it. `says` names
-- columns of contacts, `attributes.<name>`, `tags.<tag>` and `names.<kind>`. Rows of one person may be several, as in the file.
create table import_says (
  job_id     uuid not null,
  contact_id uuid not null,
  says       text[] not null
);
create index import_says_of on import_says (job_id, contact_id);
