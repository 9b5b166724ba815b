-- Search among many meetings: texts tell their meeting in the index, too (see SqliteChatIndex), and names of meetings are
-- looked through without reading the meetings' rows.

UPDATE chat_search SET text =
  char(57344 + 256 * max(0, instr('0123456789abcdef', substr(meeting_id, 1, 1)) - 1)
    + 16 * max(0, instr('0123456789abcdef', substr(meeting_id, 2, 1)) - 1)
    + max(0, instr('0123456789abcdef', substr(meeting_id, 3, 1)) - 1))
  || char(57344 + 256 * max(0, instr('0123456789abcdef', substr(meeting_id, 4, 1)) - 1)
    + 16 * max(0, instr('0123456789abcdef', substr(meeting_id, 5, 1)) - 1)
    + max(0, instr('0123456789abcdef', substr(meeting_id, 6, 1)) - 1))
  || char(57344 + 256 * max(0, instr('0123456789abcdef', substr(meeting_id, 7, 1)) - 1)
    + 16 * max(0, instr('0123456789abcdef', substr(meeting_id, 8, 1)) - 1)
    + max(0, instr('0123456789abcdef', substr(meeting_id, 9, 1)) - 1))
  || text;
INSERT INTO chat_search_text (chat_search_text) VALUES ('rebuild');

CREATE INDEX meeting_words ON meeting (account_id, words, id);
