-- By which of the carrier's tokens it was signed, as a digest of that: once the token is believed no more, nobody can use the
-- nonce, and it need not be remembered. Of those from before nobody knows; they stay.
alter table carrier_nonces add column signed_by text;
