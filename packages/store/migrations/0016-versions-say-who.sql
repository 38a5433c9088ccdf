-- Who published a version, and what they wrote about it. Older ones do not know.
alter table journey_versions add column published_by text check (published_by in ('editor', 'api'));
alter table journey_versions add column note text;
