-- A freed seat keeps no trace of the secret that resumed it, nor what a guest wrote to be let in; refresh tokens that
-- ran out are found by their age.

CREATE TABLE seat_without_secrets (
  id TEXT NOT NULL PRIMARY KEY,
  session_id TEXT NOT NULL REFERENCES live_session (id) ON DELETE CASCADE,
  token_hash TEXT UNIQUE, -- SHA-256 of the secret that resumes the seat, hex; null once it is freed
  kind TEXT NOT NULL CHECK (kind IN ('registered', 'guest', 'phone')),
  role TEXT NOT NULL CHECK (role IN ('partner-admin', 'customer-admin', 'user', 'guest')),
  user_id TEXT, -- who is signed in, of whatever account; outlives the user
  sign_in_id TEXT, -- outlives the sign-in; null once the seat is freed
  name TEXT NOT NULL,
  note TEXT NOT NULL, -- empty once the seat is freed
  organizer INTEGER NOT NULL CHECK (organizer IN (0, 1)),
  state TEXT NOT NULL CHECK (state IN
    ('waiting', 'admitted', 'refused', 'removed', 'left', 'timed-out', 'signed-out', 'ended')),
  microphone INTEGER NOT NULL CHECK (microphone IN (0, 1)),
  camera INTEGER NOT NULL CHECK (camera IN (0, 1)),
  screen INTEGER NOT NULL CHECK (screen IN (0, 1)),
  since INTEGER NOT NULL,
  joined_at INTEGER, -- when it was admitted
  gone_at INTEGER, -- when it was freed
  CHECK ((token_hash IS NULL) = (gone_at IS NOT NULL)),
  CHECK (gone_at IS NULL OR (sign_in_id IS NULL AND note = ''))
) STRICT;

INSERT INTO seat_without_secrets
SELECT id, session_id, CASE WHEN gone_at IS NULL THEN token_hash END, kind, role, user_id,
  CASE WHEN gone_at IS NULL THEN sign_in_id END, name, CASE WHEN gone_at IS NULL THEN note ELSE '' END,
  organizer, state, microphone, camera, screen, since, joined_at, gone_at
FROM seat;

DROP TABLE seat;
ALTER TABLE seat_without_secrets RENAME TO seat;
CREATE INDEX seat_by_session ON seat (session_id, since);

CREATE INDEX refresh_token_by_age ON refresh_token (issued_at);
