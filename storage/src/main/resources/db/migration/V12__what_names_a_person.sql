-- What still names somebody who is being removed is found without reading everything.

CREATE INDEX chat_message_by_quoted ON chat_message (quote_user_id) WHERE quote_user_id IS NOT NULL;
CREATE INDEX meeting_file_by_user ON meeting_file (user_id) WHERE user_id IS NOT NULL;
