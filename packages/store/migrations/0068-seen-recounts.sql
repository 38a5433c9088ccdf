-- Who changed somebody without seeing that a segment is to be counted anew left no mark for it, even if their
-- transaction began after the one that asked: what counts is when the question could first be seen.
alter table segments add column seen_saved_xid xid8, add column seen_xid xid8;
