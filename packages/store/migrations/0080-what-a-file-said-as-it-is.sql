-- What a file said again is kept as what an import changed is: `after`, `attributesAfter`, `tags` and `names`. Of what was noted before,
-- that they are meant stays.
alter table import_says alter column says type jsonb
  using '{"after": {}, "attributesAfter": {}, "tags": [], "names": []}';
