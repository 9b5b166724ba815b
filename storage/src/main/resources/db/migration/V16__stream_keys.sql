-- What lets a machine into a meeting's live sessions by WHIP or WHEP (docs/whip.md). Times are milliseconds since 1970 (UTC).

CREATE TABLE stream_key (
  id TEXT NOT NULL PRIMARY KEY,
  meeting_id TEXT NOT NULL REFERENCES meeting (id) ON DELETE CASCADE,
  made_by TEXT NOT NULL, -- the organizer; the key is good while they are, and are not disabled
  scope TEXT NOT NULL CHECK (scope IN ('publish', 'view')),
  name TEXT NOT NULL, -- what the stream is called in the meeting
  secret_hash TEXT NOT NULL UNIQUE, -- SHA-256 of the bearer token, hex; the token itself is not kept
  created_at INTEGER NOT NULL,
  expires_at INTEGER NOT NULL, -- nobody enters from then on
  removed_from TEXT -- the latest live session that somebody put it out of
) STRICT;
CREATE INDEX stream_key_by_meeting ON stream_key (meeting_id, created_at, id);
