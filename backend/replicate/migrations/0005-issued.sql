-- What the centre issues to its rooms, by versions; written by the centre alone (issue.ts), read by each room at its own pace.
-- site: a room's name, or '*' for all of them. turn: counted within the site, in the transaction of the row, so that rows become
-- visible in its order.

CREATE TABLE site_turn (
  site TEXT PRIMARY KEY,
  turn BIGINT NOT NULL
);

CREATE TABLE site_issued (
  site TEXT NOT NULL,
  turn BIGINT NOT NULL,
  kind TEXT NOT NULL,
  id TEXT NOT NULL,
  version BIGINT NOT NULL,
  -- The record as JSON, as the contract has it.
  body TEXT NOT NULL,
  approved_by TEXT NOT NULL,
  -- ms since 1970, UTC.
  approved_at BIGINT NOT NULL,
  PRIMARY KEY (site, turn),
  UNIQUE (site, kind, id, version)
);

-- What rooms made of it, as their facts say. outcome: taken, alike, conflict, passed, refused (with why), or the decision: centre, room.
CREATE VIEW room_issued AS
SELECT site, seq, happened_at, doc->>'scope' AS scope, doc->>'of' AS kind, doc->>'recordId' AS id, (doc->>'version')::bigint AS version,
  coalesce(doc->>'outcome', doc->>'take', 'refused') AS outcome, doc->>'why' AS why, doc->>'by' AS decided_by
FROM room_fact WHERE kind IN ('centre:issued', 'centre:refused', 'centre:settled');
