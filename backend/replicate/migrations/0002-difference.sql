-- Facts that a comparison found to stand otherwise than in the room's journal. What stands in site_fact is left as it is; `ours` is
-- the journal's text. Open until both are alike again (settled_at): by a person, never by itself.
CREATE TABLE site_difference (
  site TEXT NOT NULL,
  epoch BIGINT NOT NULL,
  seq BIGINT NOT NULL,
  at BIGINT NOT NULL,
  kind TEXT NOT NULL,
  ours BYTEA NOT NULL,
  hash BYTEA NOT NULL,
  found_at BIGINT NOT NULL,
  settled_at BIGINT,
  PRIMARY KEY (site, epoch, seq)
);
