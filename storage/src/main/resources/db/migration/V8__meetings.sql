-- When a meeting is, who may enter it, on whose lists it stands, who is invited. Times are milliseconds since 1970 (UTC)
-- unless they are said to be local; truth values are 0 and 1.

ALTER TABLE meeting ADD COLUMN version INTEGER NOT NULL DEFAULT 1; -- grows with every change
ALTER TABLE meeting ADD COLUMN sequence INTEGER NOT NULL DEFAULT 0; -- of its iCalendar object (RFC 5545 section 3.8.7.4)
ALTER TABLE meeting ADD COLUMN words TEXT NOT NULL DEFAULT ''; -- the name, written for search
ALTER TABLE meeting ADD COLUMN starts_local TEXT; -- 2026-03-02T09:00 in its zone; null: ad hoc
ALTER TABLE meeting ADD COLUMN duration_minutes INTEGER;
ALTER TABLE meeting ADD COLUMN zone TEXT; -- Europe/Berlin
ALTER TABLE meeting ADD COLUMN recurrence TEXT; -- RRULE, UNTIL in UTC; null: once
ALTER TABLE meeting ADD COLUMN recurrence_local TEXT; -- the same, UNTIL in the zone
ALTER TABLE meeting ADD COLUMN first_start INTEGER; -- follows from the four before: for ranges
ALTER TABLE meeting ADD COLUMN last_end INTEGER; -- null with a start: it recurs for ever
ALTER TABLE meeting ADD COLUMN invite_only INTEGER NOT NULL DEFAULT 0 CHECK (invite_only IN (0, 1));
ALTER TABLE meeting ADD COLUMN mute_on_entry INTEGER NOT NULL DEFAULT 0 CHECK (mute_on_entry IN (0, 1));
ALTER TABLE meeting ADD COLUMN guests_see_chat_from TEXT NOT NULL DEFAULT 'beginning'
  CHECK (guests_see_chat_from IN ('beginning', 'admission'));
ALTER TABLE meeting ADD COLUMN phones_wait INTEGER NOT NULL DEFAULT 1 CHECK (phones_wait IN (0, 1));
ALTER TABLE meeting ADD COLUMN locked_at_start INTEGER NOT NULL DEFAULT 0 CHECK (locked_at_start IN (0, 1));
ALTER TABLE meeting ADD COLUMN deleted_at INTEGER; -- it is being deleted, and seen by nobody any more
CREATE INDEX meeting_by_account ON meeting (account_id, created_at);
CREATE INDEX meeting_being_deleted ON meeting (deleted_at) WHERE deleted_at IS NOT NULL;
UPDATE meeting SET words = ' ' || lower(name) || ' ';

-- Why a meeting is on somebody's list. A row where neither holds goes.
CREATE TABLE home_entry (
  user_id TEXT NOT NULL REFERENCES account_user (id) ON DELETE CASCADE,
  meeting_id TEXT NOT NULL REFERENCES meeting (id) ON DELETE CASCADE,
  organized INTEGER NOT NULL DEFAULT 0 CHECK (organized IN (0, 1)),
  invited INTEGER NOT NULL DEFAULT 0 CHECK (invited IN (0, 1)),
  attended INTEGER NOT NULL DEFAULT 0 CHECK (attended IN (0, 1)),
  hidden INTEGER NOT NULL DEFAULT 0 CHECK (hidden IN (0, 1)),
  listed_at INTEGER NOT NULL, -- when it came onto the list
  PRIMARY KEY (user_id, meeting_id)
) STRICT;
CREATE INDEX home_entry_by_time ON home_entry (user_id, listed_at, meeting_id);
CREATE INDEX home_entry_by_meeting ON home_entry (meeting_id);
INSERT INTO home_entry (user_id, meeting_id, organized, listed_at)
SELECT organizer_id, id, 1, created_at FROM meeting;

CREATE TABLE invite (
  id TEXT NOT NULL PRIMARY KEY,
  meeting_id TEXT NOT NULL REFERENCES meeting (id) ON DELETE CASCADE,
  user_id TEXT REFERENCES account_user (id) ON DELETE CASCADE, -- null: known by the address only
  email TEXT NOT NULL, -- lower case
  name TEXT NOT NULL, -- empty where nobody said one
  words TEXT NOT NULL, -- name and address, written for search
  role TEXT NOT NULL CHECK (role IN ('required', 'optional')),
  invited_by TEXT NOT NULL, -- a user's id; outlives the user
  invited_at INTEGER NOT NULL,
  UNIQUE (meeting_id, email)
) STRICT;
CREATE INDEX invite_by_user ON invite (user_id, meeting_id) WHERE user_id IS NOT NULL;
CREATE INDEX invite_by_email ON invite (email);

-- The secret address of a user's calendar; a new one ends the old one.
CREATE TABLE calendar_feed (
  user_id TEXT NOT NULL PRIMARY KEY REFERENCES account_user (id) ON DELETE CASCADE,
  token_hash TEXT NOT NULL UNIQUE, -- SHA-256 of the secret, hex
  created_at INTEGER NOT NULL
) STRICT;
