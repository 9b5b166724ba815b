-- How people and machines get in without a password of ours. Times are milliseconds since 1970 (UTC).

-- From when tokens are signed with a key; 0: since it was made.
ALTER TABLE signing_key ADD COLUMN signs_from INTEGER NOT NULL DEFAULT 0;
