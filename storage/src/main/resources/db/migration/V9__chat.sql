-- Chat that can be edited, deleted, answered and carry files and places, from inside and outside a live session; and what
-- changed in a meeting's space, in order. Times are milliseconds since 1970 (UTC); truth values are 0 and 1.

ALTER TABLE chat_message ADD COLUMN edited_at INTEGER;
ALTER TABLE chat_message ADD COLUMN deleted_at INTEGER; -- final: the text is empty then
ALTER TABLE chat_message ADD COLUMN reply_to INTEGER; -- the answered message; its row may be gone
ALTER TABLE chat_message ADD COLUMN quote_user_id TEXT; -- its author; outlives the user
ALTER TABLE chat_message ADD COLUMN quote_name TEXT;
ALTER TABLE chat_message ADD COLUMN quote_text TEXT; -- its beginning, as it was when it was answered
ALTER TABLE chat_message ADD COLUMN attachment TEXT CHECK (attachment IN ('file', 'voice'));
ALTER TABLE chat_message ADD COLUMN file_id TEXT; -- of an attachment; null once the file was deleted
ALTER TABLE chat_message ADD COLUMN file_name TEXT;
ALTER TABLE chat_message ADD COLUMN file_bytes INTEGER;
ALTER TABLE chat_message ADD COLUMN file_type TEXT;
ALTER TABLE chat_message ADD COLUMN latitude_micro INTEGER; -- millionths of a degree
ALTER TABLE chat_message ADD COLUMN longitude_micro INTEGER;
ALTER TABLE chat_message ADD COLUMN place TEXT; -- what stands there
CREATE INDEX chat_message_by_file ON chat_message (file_id) WHERE file_id IS NOT NULL;

-- The numbers given out last in a meeting's space. Whoever writes there takes the next ones here, in the same
-- transaction: so they have no gaps, and who sees one sees all before it.
CREATE TABLE space_head (
  meeting_id TEXT NOT NULL PRIMARY KEY REFERENCES meeting (id) ON DELETE CASCADE,
  last_message INTEGER NOT NULL,
  last_event INTEGER NOT NULL
) STRICT;
INSERT INTO space_head (meeting_id, last_message, last_event)
SELECT meeting_id, MAX(id), 0 FROM chat_message GROUP BY meeting_id;

-- What changed in a meeting's space. Rows name what changed, not how it is now; they are kept for a while only, for those
-- who come back after their connection dropped.
CREATE TABLE space_event (
  meeting_id TEXT NOT NULL REFERENCES meeting (id) ON DELETE CASCADE,
  number INTEGER NOT NULL, -- 1, 2, 3 … in each meeting
  kind TEXT NOT NULL,
  subject TEXT NOT NULL, -- what of this kind: a message's or a file's id …
  at INTEGER NOT NULL,
  PRIMARY KEY (meeting_id, number)
) STRICT;
CREATE INDEX space_event_by_age ON space_event (at);

-- Nobody new may enter a locked session.
ALTER TABLE live_session ADD COLUMN locked INTEGER NOT NULL DEFAULT 0 CHECK (locked IN (0, 1));
CREATE INDEX live_session_by_meeting ON live_session (meeting_id, started_at);
