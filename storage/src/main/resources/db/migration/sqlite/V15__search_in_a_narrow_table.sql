-- Search among many meetings: which meeting an indexed text belongs to stands in rows of a dozen bytes, several hundred to a
-- page, so that a search that passes over thousands of texts reads few pages (see SqliteChatIndex).

CREATE TABLE chat_search_meeting (
  number INTEGER PRIMARY KEY, -- stands for the meeting in chat_search_place
  meeting_id TEXT NOT NULL UNIQUE
) STRICT;

CREATE TABLE chat_search_place (
  id INTEGER PRIMARY KEY, -- as in chat_search
  meeting INTEGER NOT NULL, -- chat_search_meeting's number
  message_id INTEGER NOT NULL
) STRICT;

INSERT INTO chat_search_meeting (meeting_id) SELECT DISTINCT meeting_id FROM chat_search;
INSERT INTO chat_search_place (id, meeting, message_id)
SELECT d.id, n.number, d.message_id FROM chat_search d JOIN chat_search_meeting n ON n.meeting_id = d.meeting_id
ORDER BY d.id;

-- Two segments of a level are merged while the server runs; SQLite itself waits for four.
INSERT INTO chat_search_text (chat_search_text, rank) VALUES ('usermerge', 2);
