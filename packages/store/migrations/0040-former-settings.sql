-- What a part of the settings was before somebody changed it, and what it is since; secrets stay out of it.
alter table changes add column before jsonb, add column after jsonb;
