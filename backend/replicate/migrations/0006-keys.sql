-- The public halves of rooms' own keys (Ed25519, SPKI, base64): what is carried to the centre by hand is signed with one. A room names
-- its key over its own line ('line'), or somebody at the centre does ('hand'). retired_at: nothing that it signed is taken any more;
-- set by a person.
CREATE TABLE site_key (
  site TEXT NOT NULL,
  key TEXT NOT NULL,
  named_by TEXT NOT NULL,
  named_at BIGINT NOT NULL,
  retired_at BIGINT,
  PRIMARY KEY (site, key)
);
