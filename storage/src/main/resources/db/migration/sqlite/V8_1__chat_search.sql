-- The index of the chat: FTS5 with trigrams over chat_search, told of every change by SqliteChatIndex.

CREATE TABLE chat_search (
  id INTEGER PRIMARY KEY, -- grows: the newest message has the highest
  meeting_id TEXT NOT NULL,
  message_id INTEGER NOT NULL,
  text TEXT NOT NULL, -- as SearchText writes it
  UNIQUE (meeting_id, message_id)
) STRICT;

CREATE VIRTUAL TABLE chat_search_text
USING fts5(text, content = 'chat_search', content_rowid = 'id', tokenize = 'trigram');
