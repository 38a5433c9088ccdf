-- Names are found as they are typed without their accents (“Sorensen”, “Jose”), and numbers by their last digits, which is how
-- customers say who they are. The letters stand in the function itself: another that it calls is not found by a REINDEX. Most
-- names are ASCII, and go the short way. The search writes its words the same way: packages/store/src/people/plain-letters.ts.
create or replace function contact_words(first_name text, last_name text, email text, phone text) returns tsvector
language sql immutable parallel safe as $$
  select array_to_tsvector(array_remove(string_to_array(lower(
    replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(
      case when octet_length(first_name) is not distinct from char_length(first_name)
        and octet_length(last_name) is not distinct from char_length(last_name)
        and octet_length(email) is not distinct from char_length(email)
      then
        case when octet_length(first_name) > 400 then left(first_name, 100) else coalesce(first_name, '') end || ' ' ||
        case when octet_length(last_name) > 400 then left(last_name, 100) else coalesce(last_name, '') end || ' ' ||
        case when octet_length(email) > 400 then left(email, 100) else coalesce(email, '') end
      else replace(replace(replace(replace(replace(translate(normalize(
        case when octet_length(first_name) > 400 then left(first_name, 100) else coalesce(first_name, '') end || ' ' ||
        case when octet_length(last_name) > 400 then left(last_name, 100) else coalesce(last_name, '') end || ' ' ||
        case when octet_length(email) > 400 then left(email, 100) else coalesce(email, '') end,
        NFD), U&'øØłŁđĐðÐı\0300\0301\0302\0303\0304\0306\0307\0308\030A\030B\030C\0323\0326\0327\0328', 'oOlLdDdDi'),
        'æ', 'ae'), 'Æ', 'ae'), 'œ', 'oe'), 'Œ', 'oe'), 'ß', 'ss')
      end,
    '@', ' '), '.', ' '), '-', ' '), '_', ' '), '''', ' '), '+', ' '), '/', ' '), '’', ' '), '(', ' '), ')', ' '), ',', ' '), '&', ' '), '"', ' ')
    ) || ' ' || ltrim(coalesce(phone, ''), '+') || ' ' || coalesce(right(phone, 8) || ' <' || reverse(phone), ''), ' '), ''))
$$;
reindex index contacts_words;
