-- With which code each run of a custom node type was last played, by `type@version`.
create table node_code (
  run text primary key,
  print text not null,
  since timestamptz not null
);
