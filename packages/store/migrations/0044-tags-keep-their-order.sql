-- When anybody last said of a tag whether a person has it: what is older and comes later changes nothing.
create table tag_news (
  contact_id uuid not null references contacts,
  tag        text not null,
  at         timestamptz not null,
  primary key (contact_id, tag)
);
