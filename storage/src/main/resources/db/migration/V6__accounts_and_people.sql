-- What companies and people decide, who may act for whom, and what is being deleted step by step.
-- Times are milliseconds since 1970 (UTC); truth values are 0 and 1.

ALTER TABLE account ADD COLUMN region TEXT NOT NULL DEFAULT 'europe'; -- see Region; never changes
ALTER TABLE account ADD COLUMN managed_by TEXT; -- the account of the partner that runs this one
ALTER TABLE account ADD COLUMN settings TEXT NOT NULL DEFAULT '{}'; -- JSON, see AccountSettings
ALTER TABLE account ADD COLUMN version INTEGER NOT NULL DEFAULT 1; -- grows with every change of name or settings
ALTER TABLE account ADD COLUMN ended_at INTEGER; -- from then on nobody gets in; the row stays, its audit log refers to it
CREATE INDEX account_by_partner ON account (managed_by, created_at, id) WHERE managed_by IS NOT NULL;

-- An empty password_hash is matched by no password: who signs in elsewhere, and who acts for another account.
ALTER TABLE account_user ADD COLUMN must_change_password INTEGER NOT NULL DEFAULT 0;
ALTER TABLE account_user ADD COLUMN password_valid_until INTEGER; -- of a password that must be changed
ALTER TABLE account_user ADD COLUMN disabled_at INTEGER;
ALTER TABLE account_user ADD COLUMN ended_at INTEGER; -- being deleted; counts as gone
ALTER TABLE account_user ADD COLUMN mute_on_entry INTEGER NOT NULL DEFAULT 0;
ALTER TABLE account_user ADD COLUMN version INTEGER NOT NULL DEFAULT 1; -- grows with every change of this row
-- The partner admin (a user of another account) whom this user stands for; null: a person of this account.
ALTER TABLE account_user ADD COLUMN stands_for TEXT;
CREATE UNIQUE INDEX account_user_standing_for ON account_user (account_id, stands_for) WHERE stands_for IS NOT NULL;
CREATE INDEX account_user_by_partner_admin ON account_user (stands_for) WHERE stands_for IS NOT NULL;

ALTER TABLE sign_in ADD COLUMN device TEXT NOT NULL DEFAULT ''; -- what the browser calls itself
ALTER TABLE sign_in ADD COLUMN address TEXT NOT NULL DEFAULT ''; -- where it was last used from
ALTER TABLE sign_in ADD COLUMN used_at INTEGER NOT NULL DEFAULT 0; -- when tokens were last made
-- A role that a partner admin took: in which role, and from which sign-in of theirs, with which it ends.
ALTER TABLE sign_in ADD COLUMN assumed_role TEXT CHECK (assumed_role IN ('customer-admin', 'user'));
ALTER TABLE sign_in ADD COLUMN assumed_from TEXT REFERENCES sign_in (id) ON DELETE CASCADE;
CREATE INDEX sign_in_by_parent ON sign_in (assumed_from) WHERE assumed_from IS NOT NULL;

-- Users and accounts that are being deleted. A row stays until nothing is left, so a crash only interrupts it.
CREATE TABLE removal (
  id TEXT NOT NULL PRIMARY KEY, -- of the user or the account
  kind TEXT NOT NULL CHECK (kind IN ('user', 'account')),
  begun_at INTEGER NOT NULL
) STRICT;

CREATE INDEX chat_message_by_user ON chat_message (user_id) WHERE user_id IS NOT NULL;
CREATE INDEX seat_by_user ON seat (user_id) WHERE user_id IS NOT NULL;
