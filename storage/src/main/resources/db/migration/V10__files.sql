-- Files of meetings. The content is an object (attachment/<account>/<meeting>/<id>) in the store that `cell` names.
-- A row comes before its object and goes after it, so no object is without a row, whenever the power fails.
-- Times are milliseconds since 1970 (UTC).

CREATE TABLE meeting_file (
  id TEXT NOT NULL PRIMARY KEY,
  account_id TEXT NOT NULL, -- outlives the account and the meeting until its object is deleted
  meeting_id TEXT NOT NULL,
  cell TEXT NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('uploading', 'ready', 'lost', 'dead')),
  kind TEXT NOT NULL CHECK (kind IN ('file', 'voice')),
  name TEXT NOT NULL, -- empty once it is dead
  media_type TEXT NOT NULL,
  size_bytes INTEGER, -- null while it is uploaded
  sha256 TEXT, -- of the content, hex
  duration_ms INTEGER, -- of a voice message
  user_id TEXT, -- who added it; null: a guest without account; outlives the user
  seat_id TEXT, -- the seat that it was added from; null: from the meeting space
  author TEXT NOT NULL, -- the name shown; empty once it is dead
  run_id TEXT NOT NULL, -- the run of the server that uploads it
  began_at INTEGER NOT NULL,
  added_at INTEGER, -- when it was ready
  CHECK (state <> 'ready' OR (size_bytes IS NOT NULL AND sha256 IS NOT NULL AND added_at IS NOT NULL))
) STRICT;
CREATE INDEX meeting_file_listed ON meeting_file (meeting_id, added_at, id) WHERE state IN ('ready', 'lost');
CREATE INDEX meeting_file_swept ON meeting_file (state, began_at) WHERE state IN ('uploading', 'dead');
CREATE INDEX meeting_file_by_object ON meeting_file (account_id, meeting_id, id);
