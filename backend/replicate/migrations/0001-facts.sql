-- What the rooms of a city sent. Every key begins with the site, so that it may be the key of distribution; no extension is used.

-- A room. `epoch`: which of its histories is the live one.
CREATE TABLE site_room (
  site TEXT NOT NULL PRIMARY KEY,
  epoch BIGINT NOT NULL,
  opened_at BIGINT NOT NULL
);

-- A history of a room: a new one begins when its database is new, or an older copy was put back. `journal`: as the room names it.
CREATE TABLE site_epoch (
  site TEXT NOT NULL,
  epoch BIGINT NOT NULL,
  journal TEXT NOT NULL,
  from_epoch BIGINT,
  made_at BIGINT NOT NULL,
  PRIMARY KEY (site, epoch)
);

-- All facts that travel first are here up to first_seq, the others up to rest_seq; the hashes are the journal's there. Moved by
-- compare-and-set of all four, with the facts, in one transaction: of two databases of one name none goes on with the other's.
CREATE TABLE site_cursor (
  site TEXT NOT NULL,
  epoch BIGINT NOT NULL,
  first_seq BIGINT NOT NULL,
  first_hash BYTEA NOT NULL,
  rest_seq BIGINT NOT NULL,
  rest_hash BYTEA NOT NULL,
  facts BIGINT NOT NULL,
  moved_at BIGINT NOT NULL,
  PRIMARY KEY (site, epoch)
);

-- Whose facts an epoch's history is made of, lane by lane: seq above after_seq, up to to_seq.
CREATE TABLE site_lineage (
  site TEXT NOT NULL,
  epoch BIGINT NOT NULL,
  lane TEXT NOT NULL,
  of_epoch BIGINT NOT NULL,
  after_seq BIGINT NOT NULL,
  to_seq BIGINT NOT NULL,
  PRIMARY KEY (site, epoch, lane, of_epoch)
);

-- A fact as the room's journal has it: `body` is the text that was hashed. What no reader of JSON could read is not let in.
CREATE TABLE site_fact (
  site TEXT NOT NULL,
  epoch BIGINT NOT NULL,
  seq BIGINT NOT NULL,
  lane TEXT NOT NULL,
  at BIGINT NOT NULL,
  kind TEXT NOT NULL,
  body TEXT NOT NULL CHECK (jsonb_typeof(body::jsonb) = 'object'),
  hash BYTEA NOT NULL,
  PRIMARY KEY (site, epoch, seq)
);

-- Facts that could not be held as the others are: their bytes, and why.
CREATE TABLE site_quarantine (
  site TEXT NOT NULL,
  epoch BIGINT NOT NULL,
  seq BIGINT NOT NULL,
  lane TEXT NOT NULL,
  at BIGINT NOT NULL,
  kind TEXT NOT NULL,
  body BYTEA NOT NULL,
  hash BYTEA NOT NULL,
  why TEXT NOT NULL,
  found_at BIGINT NOT NULL,
  PRIMARY KEY (site, epoch, seq)
);

-- Facts by hour (its first instant) and kind, counted as they came: an effect that would show a fact taken twice.
CREATE TABLE site_tally (
  site TEXT NOT NULL,
  epoch BIGINT NOT NULL,
  hour BIGINT NOT NULL,
  kind TEXT NOT NULL,
  facts BIGINT NOT NULL,
  PRIMARY KEY (site, epoch, hour, kind)
);

-- What a comparison found different, and what stood there before it was put right; no body: nothing stood there.
CREATE TABLE site_repair (
  site TEXT NOT NULL,
  epoch BIGINT NOT NULL,
  seq BIGINT NOT NULL,
  found_at BIGINT NOT NULL,
  had TEXT,
  PRIMARY KEY (site, epoch, seq, found_at)
);

-- For reading: each room's live history, every fact once; `doc` is the fact as JSON, `happened_at` its instant.
CREATE VIEW room_fact AS
SELECT f.site, f.seq, f.kind, to_timestamp(f.at / 1000.0) AS happened_at, f.body::jsonb AS doc
FROM site_room r
JOIN site_lineage l ON l.site = r.site AND l.epoch = r.epoch
JOIN site_fact f ON f.site = l.site AND f.epoch = l.of_epoch AND f.lane = l.lane AND f.seq > l.after_seq AND f.seq <= l.to_seq;
