-- Live sessions, who sat in them, and what was said. Times are milliseconds since 1970 (UTC); truth values are 0 and 1.

CREATE TABLE live_session (
  id TEXT NOT NULL PRIMARY KEY,
  meeting_id TEXT NOT NULL REFERENCES meeting (id) ON DELETE CASCADE,
  started_at INTEGER NOT NULL,
  ends_at INTEGER NOT NULL, -- the longest it may last
  ended_at INTEGER, -- null: it runs
  end_reason TEXT CHECK (end_reason IN ('ended', 'time', 'empty')),
  CHECK ((ended_at IS NULL) = (end_reason IS NULL))
) STRICT;
-- A meeting has one running session at most.
CREATE UNIQUE INDEX live_session_running ON live_session (meeting_id) WHERE ended_at IS NULL;

CREATE TABLE seat (
  id TEXT NOT NULL PRIMARY KEY,
  session_id TEXT NOT NULL REFERENCES live_session (id) ON DELETE CASCADE,
  token_hash TEXT NOT NULL UNIQUE, -- SHA-256 of the secret that resumes the seat, hex
  kind TEXT NOT NULL CHECK (kind IN ('registered', 'guest', 'phone')),
  role TEXT NOT NULL CHECK (role IN ('partner-admin', 'customer-admin', 'user', 'guest')),
  user_id TEXT, -- who is signed in, of whatever account; outlives the user
  sign_in_id TEXT, -- outlives the sign-in
  name TEXT NOT NULL,
  note TEXT NOT NULL,
  organizer INTEGER NOT NULL CHECK (organizer IN (0, 1)),
  state TEXT NOT NULL CHECK (state IN
    ('waiting', 'admitted', 'refused', 'removed', 'left', 'timed-out', 'signed-out', 'ended')),
  microphone INTEGER NOT NULL CHECK (microphone IN (0, 1)),
  camera INTEGER NOT NULL CHECK (camera IN (0, 1)),
  screen INTEGER NOT NULL CHECK (screen IN (0, 1)),
  since INTEGER NOT NULL,
  joined_at INTEGER, -- when it was admitted
  gone_at INTEGER -- when it was freed
) STRICT;
CREATE INDEX seat_by_session ON seat (session_id, since);

CREATE TABLE chat_message (
  meeting_id TEXT NOT NULL REFERENCES meeting (id) ON DELETE CASCADE,
  id INTEGER NOT NULL, -- 1, 2, 3 … in each meeting
  seat_id TEXT,
  user_id TEXT, -- null: a guest without account; outlives the user
  name TEXT NOT NULL,
  kind TEXT NOT NULL CHECK (kind IN ('registered', 'guest', 'phone')),
  text TEXT NOT NULL,
  sent_at INTEGER NOT NULL,
  PRIMARY KEY (meeting_id, id)
) STRICT;
