-- Whoever says STOP leaves all lines at once; who had said so was shown as waiting until their turn.
create index waitlist_phone on waitlist (phone) where state in ('waiting', 'claimed');
update waitlist w set state = 'left', reason = 'They said STOP', ended_at = s.at
from suppressions s where s.phone = w.phone and w.state = 'waiting';
