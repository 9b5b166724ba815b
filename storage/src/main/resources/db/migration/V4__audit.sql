-- What happened in each account: one chain of entries for each, which only grows, and is pruned at signed checkpoints
-- only (docs/audit.md). Nothing refers to other tables: the log outlives what it tells of. Times are milliseconds since
-- 1970 (UTC); hashes are SHA-256 in lower-case hex.

-- Where each chain ends. Whoever appends changes this row first, and so waits for whoever appends at the same time.
CREATE TABLE audit_chain (
  account_id TEXT NOT NULL PRIMARY KEY,
  last_seq INTEGER NOT NULL, -- 0: no entry yet
  last_hash TEXT NOT NULL,
  last_at INTEGER NOT NULL,
  signed_seq INTEGER NOT NULL DEFAULT 0, -- the newest entry that a checkpoint covers
  signed_at INTEGER NOT NULL DEFAULT 0,
  pruned_seq INTEGER NOT NULL DEFAULT 0 -- entries up to this one are given up, and deleted a few at a time
) STRICT;

CREATE TABLE audit_entry (
  account_id TEXT NOT NULL,
  seq INTEGER NOT NULL, -- 1, 2, 3 … in each account
  at INTEGER NOT NULL, -- never before the entry before it
  kind TEXT NOT NULL,
  actor TEXT, -- who did it: a user's id, or a seat's where there is no user; null: the server, or nobody known
  assumed_by TEXT, -- the user who acted in the actor's place
  subject TEXT, -- to whom it was done, when that is not the actor
  meeting_id TEXT,
  node TEXT NOT NULL, -- which node served
  facts TEXT NOT NULL, -- canonical JSON (RFC 8785), an object
  commitments TEXT NOT NULL, -- the same: name of a personal field to the hash of its salt and value
  hash TEXT NOT NULL, -- over all of the above and the hash of the entry before
  PRIMARY KEY (account_id, seq)
) STRICT;
CREATE INDEX audit_entry_by_time ON audit_entry (account_id, at, seq);
CREATE INDEX audit_entry_by_kind ON audit_entry (account_id, kind, seq);
CREATE INDEX audit_entry_by_actor ON audit_entry (account_id, actor, seq) WHERE actor IS NOT NULL;
CREATE INDEX audit_entry_by_assumer ON audit_entry (account_id, assumed_by, seq) WHERE assumed_by IS NOT NULL;
CREATE INDEX audit_entry_by_subject ON audit_entry (account_id, subject, seq) WHERE subject IS NOT NULL;
CREATE INDEX audit_entry_by_meeting ON audit_entry (account_id, meeting_id, seq) WHERE meeting_id IS NOT NULL;

-- What the commitments hide. Erasing a person deletes their rows here and leaves the chain whole.
CREATE TABLE audit_personal (
  account_id TEXT NOT NULL,
  seq INTEGER NOT NULL,
  field TEXT NOT NULL, -- actor.name, actor.address, subject.email …
  person TEXT, -- whose it is, the entry's actor or subject; null: of somebody unknown
  salt TEXT NOT NULL, -- 32 random bytes, hex
  value TEXT NOT NULL,
  PRIMARY KEY (account_id, seq, field)
) STRICT;
CREATE INDEX audit_personal_by_person ON audit_personal (account_id, person) WHERE person IS NOT NULL;

-- The signed statements that left the database, kept here to know where a chain may be pruned.
CREATE TABLE audit_checkpoint (
  account_id TEXT NOT NULL,
  seq INTEGER NOT NULL, -- of the last entry that it covers
  hash TEXT NOT NULL,
  at INTEGER NOT NULL, -- when it was signed
  PRIMARY KEY (account_id, seq)
) STRICT;
