-- Evidence of a room's cases, by the SHA-256 of its content, in parts of one size (the last one shorter). whole_at: all parts are
-- here and were found alike with the room's; before that, what is here is what came over so far.
CREATE TABLE site_file (
  site TEXT NOT NULL,
  sha256 BYTEA NOT NULL,
  type TEXT NOT NULL,
  bytes BIGINT NOT NULL,
  part_bytes BIGINT NOT NULL CHECK (part_bytes > 0 AND part_bytes <= 1048576),
  begun_at BIGINT NOT NULL,
  whole_at BIGINT,
  PRIMARY KEY (site, sha256)
);

CREATE TABLE site_file_part (
  site TEXT NOT NULL,
  sha256 BYTEA NOT NULL,
  part BIGINT NOT NULL,
  body BYTEA NOT NULL,
  PRIMARY KEY (site, sha256, part)
);
