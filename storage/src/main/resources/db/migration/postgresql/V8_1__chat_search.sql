-- The index of the chat: trigrams over chat_search; see PostgresChatIndex.

CREATE EXTENSION IF NOT EXISTS pg_trgm;

CREATE TABLE chat_search (
  id BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY, -- grows: the newest message has the highest
  meeting_id TEXT COLLATE "C" NOT NULL,
  message_id BIGINT NOT NULL,
  text TEXT NOT NULL, -- as SearchText writes it
  UNIQUE (meeting_id, message_id)
);

CREATE INDEX chat_search_text ON chat_search USING gin (text gin_trgm_ops);
