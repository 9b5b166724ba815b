-- Who there is and which meetings they own. Ids are 128 random bits in hex; times are milliseconds since 1970 (UTC).

CREATE TABLE account (
  id TEXT NOT NULL PRIMARY KEY,
  name TEXT NOT NULL,
  created_at INTEGER NOT NULL
) STRICT;

CREATE TABLE account_user (
  id TEXT NOT NULL PRIMARY KEY,
  account_id TEXT NOT NULL REFERENCES account (id),
  name TEXT NOT NULL,
  email TEXT NOT NULL UNIQUE, -- lower case
  role TEXT NOT NULL CHECK (role IN ('partner-admin', 'customer-admin', 'user')),
  password_hash TEXT NOT NULL, -- Argon2id, PHC string
  created_at INTEGER NOT NULL
) STRICT;
CREATE INDEX account_user_by_account ON account_user (account_id, created_at);

-- One sign-in on one device; its refresh tokens are one family.
CREATE TABLE sign_in (
  id TEXT NOT NULL PRIMARY KEY,
  user_id TEXT NOT NULL REFERENCES account_user (id) ON DELETE CASCADE,
  created_at INTEGER NOT NULL,
  expires_at INTEGER NOT NULL,
  revoked_at INTEGER
) STRICT;
CREATE INDEX sign_in_by_user ON sign_in (user_id);
CREATE INDEX sign_in_by_expiry ON sign_in (expires_at);

CREATE TABLE refresh_token (
  hash BLOB NOT NULL PRIMARY KEY, -- SHA-256 of the token
  sign_in_id TEXT NOT NULL REFERENCES sign_in (id) ON DELETE CASCADE,
  issued_at INTEGER NOT NULL,
  used_at INTEGER
) STRICT;
CREATE INDEX refresh_token_by_sign_in ON refresh_token (sign_in_id);

-- What access tokens are signed with (ES256).
CREATE TABLE signing_key (
  id TEXT NOT NULL PRIMARY KEY,
  private_key BLOB NOT NULL, -- PKCS #8
  public_key BLOB NOT NULL, -- SubjectPublicKeyInfo
  created_at INTEGER NOT NULL
) STRICT;

-- Every access code that was ever given out; rows stay when their meeting goes, so that no code is used twice.
CREATE TABLE access_code (
  code TEXT NOT NULL PRIMARY KEY
) STRICT;

CREATE TABLE meeting (
  id TEXT NOT NULL PRIMARY KEY,
  account_id TEXT NOT NULL REFERENCES account (id),
  organizer_id TEXT NOT NULL REFERENCES account_user (id),
  name TEXT NOT NULL,
  access_code TEXT NOT NULL UNIQUE REFERENCES access_code (code),
  created_at INTEGER NOT NULL
) STRICT;
CREATE INDEX meeting_by_organizer ON meeting (organizer_id, created_at);

-- How often somebody tried, from where, at what; see RateLimit.
CREATE TABLE attempt (
  bucket TEXT NOT NULL PRIMARY KEY, -- hash of action, source and target
  tries INTEGER NOT NULL,
  blocked_until INTEGER NOT NULL,
  last_at INTEGER NOT NULL
) STRICT;
CREATE INDEX attempt_by_age ON attempt (last_at);
