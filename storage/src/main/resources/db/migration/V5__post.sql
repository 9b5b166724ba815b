-- What leaves this server (mail, webhooks), and answers that are given again to a request that is repeated.
-- Times are milliseconds since 1970 (UTC); truth values are 0 and 1.

CREATE TABLE webhook_endpoint (
  id TEXT NOT NULL PRIMARY KEY,
  account_id TEXT NOT NULL REFERENCES account (id) ON DELETE CASCADE,
  url TEXT NOT NULL,
  events TEXT NOT NULL, -- names of events, separated by spaces
  secret TEXT NOT NULL, -- what signs, Base64
  old_secret TEXT, -- what signed before and signs too until old_until
  old_until INTEGER,
  enabled INTEGER NOT NULL CHECK (enabled IN (0, 1)),
  failing_since INTEGER, -- null: the last delivery arrived
  created_at INTEGER NOT NULL,
  version INTEGER NOT NULL
) STRICT;
CREATE INDEX webhook_endpoint_by_account ON webhook_endpoint (account_id, created_at);

CREATE TABLE outbox (
  id TEXT NOT NULL PRIMARY KEY, -- goes with the letter, the same at each try
  account_id TEXT NOT NULL REFERENCES account (id) ON DELETE CASCADE,
  kind TEXT NOT NULL CHECK (kind IN ('mail', 'webhook')),
  lane TEXT NOT NULL, -- letters of one lane wait for each other's trouble: "mail", or the endpoint's id
  endpoint_id TEXT REFERENCES webhook_endpoint (id) ON DELETE CASCADE,
  event_id TEXT, -- of a webhook: the same at each endpoint
  event TEXT,
  content TEXT, -- JSON; null once a mail is sent or given up
  state TEXT NOT NULL CHECK (state IN ('waiting', 'sent', 'failed')),
  tries INTEGER NOT NULL, -- counted when a try begins
  due_at INTEGER NOT NULL, -- when to try next; while a try runs: when it counts as lost
  created_at INTEGER NOT NULL,
  tried_at INTEGER,
  done_at INTEGER, -- null while it waits
  status INTEGER, -- the last answer's HTTP status or SMTP code
  reason TEXT, -- why the last try failed
  CHECK ((state = 'waiting') = (done_at IS NULL)),
  CHECK ((kind = 'webhook') = (endpoint_id IS NOT NULL))
) STRICT;
CREATE INDEX outbox_due ON outbox (due_at) WHERE state = 'waiting';
CREATE INDEX outbox_waiting ON outbox (account_id, kind) WHERE state = 'waiting';
CREATE INDEX outbox_by_endpoint ON outbox (endpoint_id, created_at);
CREATE INDEX outbox_done ON outbox (done_at) WHERE done_at IS NOT NULL;

-- One row for each Idempotency-Key in use.
CREATE TABLE idempotent_request (
  principal TEXT NOT NULL, -- user id
  key TEXT NOT NULL, -- SHA-256 of the client's key, hex
  request_hash TEXT NOT NULL, -- SHA-256 of operation, path and body, hex
  run TEXT NOT NULL, -- who answers it
  held_until INTEGER NOT NULL, -- when an answer that did not come counts as lost
  written INTEGER NOT NULL CHECK (written IN (0, 1)), -- whether it has changed something
  status INTEGER, -- null: not answered yet
  answer TEXT,
  created_at INTEGER NOT NULL,
  PRIMARY KEY (principal, key)
) STRICT;
CREATE INDEX idempotent_request_by_age ON idempotent_request (created_at);
