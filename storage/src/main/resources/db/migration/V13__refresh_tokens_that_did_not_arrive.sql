-- Which refresh token took the place of which, so that one whose answer was lost may be shown again; see RefreshTokens.
-- Times are milliseconds since 1970 (UTC).

ALTER TABLE refresh_token ADD COLUMN parent BLOB; -- hash of the token that was shown for it; null: the first, or before V13
ALTER TABLE refresh_token ADD COLUMN replaced_at INTEGER; -- when it was given up as lost: another took its place
CREATE INDEX refresh_token_by_parent ON refresh_token (parent) WHERE parent IS NOT NULL;
