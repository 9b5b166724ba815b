-- The server that uses this database; see ServerClaim.
CREATE TABLE server_claim (
  id BIGINT NOT NULL PRIMARY KEY CHECK (id = 1), -- one row
  token TEXT NOT NULL -- drawn by the server at its start
);
