-- The journal. `body` is the fact's canonical JSON, seq, at and kind included: exactly the bytes that are hashed.
CREATE TABLE fact (
  seq INTEGER PRIMARY KEY,
  at INTEGER NOT NULL,
  kind TEXT NOT NULL,
  alarm_id TEXT,
  body TEXT NOT NULL,
  hash BLOB NOT NULL CHECK (length(hash) = 32)
) STRICT;
CREATE INDEX fact_by_alarm ON fact (alarm_id) WHERE alarm_id IS NOT NULL;
CREATE INDEX fact_by_kind ON fact (kind);

-- Append-only and without gaps, whoever holds the connection. A REPLACE needs an existing seq, so it is refused as well.
CREATE TRIGGER fact_append BEFORE INSERT ON fact
WHEN NEW.seq IS NOT (SELECT coalesce(max(seq), 0) + 1 FROM fact)
BEGIN SELECT raise(ABORT, 'the journal has no gaps: seq must be the next one'); END;
CREATE TRIGGER fact_no_update BEFORE UPDATE ON fact
BEGIN SELECT raise(ABORT, 'the journal is append-only: no update'); END;
CREATE TRIGGER fact_no_delete BEFORE DELETE ON fact
BEGIN SELECT raise(ABORT, 'the journal is append-only: no delete'); END;

-- State as of meta.projection_seq. `sum` is the SHA-256 of (collection, id, body): a flipped bit is found, not shown.
CREATE TABLE projection (
  collection TEXT NOT NULL,
  id TEXT NOT NULL,
  body TEXT NOT NULL,
  sum BLOB NOT NULL,
  PRIMARY KEY (collection, id)
) STRICT, WITHOUT ROWID;

-- One row. `epoch` says which history of the site this is: new whenever the file is made or an older copy is put back.
-- `chain_epoch` is the epoch the chain began with: it is in the hash before fact 1 and never changes.
-- A migration that changes what `fold` makes of old facts sets projection_seq to -1: rebuilt at the next start.
CREATE TABLE meta (
  one INTEGER PRIMARY KEY CHECK (one = 1),
  site TEXT NOT NULL,
  epoch TEXT NOT NULL,
  chain_epoch TEXT NOT NULL,
  created_at INTEGER NOT NULL,
  projection_seq INTEGER NOT NULL
) STRICT;

-- Hashes of passwords and tokens: beside the journal, never in it.
CREATE TABLE secret (
  owner TEXT NOT NULL,
  id TEXT NOT NULL,
  hash TEXT NOT NULL,
  PRIMARY KEY (owner, id)
) STRICT, WITHOUT ROWID;
