-- How people and machines get in without a password of ours. Times are milliseconds since 1970 (UTC).

-- From when tokens are signed with a key; 0: since it was made.
ALTER TABLE signing_key ADD COLUMN signs_from INTEGER NOT NULL DEFAULT 0;

-- Machine clients (OAuth 2.0 client credentials). One acts as a user of its account and goes with that user.
CREATE TABLE api_client (
  id TEXT NOT NULL PRIMARY KEY,
  account_id TEXT NOT NULL REFERENCES account (id),
  user_id TEXT NOT NULL REFERENCES account_user (id) ON DELETE CASCADE,
  name TEXT NOT NULL,
  scopes TEXT NOT NULL, -- separated by spaces
  created_at INTEGER NOT NULL,
  used_at INTEGER -- when it last got a token
) STRICT;
CREATE INDEX api_client_by_account ON api_client (account_id, created_at, id);
CREATE INDEX api_client_by_user ON api_client (user_id);

CREATE TABLE api_client_secret (
  hash BLOB NOT NULL PRIMARY KEY, -- SHA-256; the secret has 256 random bits, so no slow hash is needed
  client_id TEXT NOT NULL REFERENCES api_client (id) ON DELETE CASCADE,
  expires_at INTEGER -- null: until it is replaced
) STRICT;
CREATE INDEX api_client_secret_by_client ON api_client_secret (client_id);

-- What a client's token was narrowed to. The client may be gone; its tokens must not lose their bounds with it.
CREATE TABLE api_client_token (
  sign_in_id TEXT NOT NULL PRIMARY KEY REFERENCES sign_in (id) ON DELETE CASCADE,
  client_id TEXT NOT NULL,
  scopes TEXT NOT NULL
) STRICT;
CREATE INDEX api_client_token_by_client ON api_client_token (client_id);

-- The OpenID provider of an account.
CREATE TABLE sign_on_provider (
  account_id TEXT NOT NULL PRIMARY KEY REFERENCES account (id),
  name TEXT NOT NULL, -- as people know it
  issuer TEXT NOT NULL,
  client_id TEXT NOT NULL,
  client_secret TEXT, -- null: a public client
  trusts_email INTEGER NOT NULL CHECK (trusts_email IN (0, 1)), -- every address that it tells counts as verified
  changed_at INTEGER NOT NULL
) STRICT;

-- Domains of e-mail addresses that an account says are its own. Several may claim one; only the proven owner has it.
CREATE TABLE sign_on_domain (
  account_id TEXT NOT NULL REFERENCES account (id),
  domain TEXT NOT NULL, -- lower case, ASCII
  proof TEXT NOT NULL, -- to be published in the domain's TXT record
  proven_at INTEGER,
  PRIMARY KEY (account_id, domain)
) STRICT;
CREATE UNIQUE INDEX sign_on_domain_owner ON sign_on_domain (domain) WHERE proven_at IS NOT NULL;

-- Whom a provider's subject is here.
CREATE TABLE sign_on_link (
  account_id TEXT NOT NULL REFERENCES account (id),
  issuer TEXT NOT NULL,
  subject TEXT NOT NULL,
  user_id TEXT NOT NULL REFERENCES account_user (id) ON DELETE CASCADE,
  created_at INTEGER NOT NULL,
  PRIMARY KEY (account_id, issuer, subject)
) STRICT;
CREATE INDEX sign_on_link_by_user ON sign_on_link (user_id);

-- Who set out to a provider and has not come back yet. Each row serves once.
CREATE TABLE sign_on_attempt (
  state BLOB NOT NULL PRIMARY KEY, -- SHA-256
  browser BLOB NOT NULL, -- SHA-256 of the cookie
  account_id TEXT NOT NULL REFERENCES account (id),
  issuer TEXT NOT NULL,
  nonce TEXT NOT NULL,
  verifier TEXT NOT NULL, -- RFC 7636
  redirect_uri TEXT NOT NULL,
  page TEXT NOT NULL, -- where to go then
  expires_at INTEGER NOT NULL
) STRICT;
CREATE INDEX sign_on_attempt_by_expiry ON sign_on_attempt (expires_at);
