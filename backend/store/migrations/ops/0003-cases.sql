-- What cases are found by; filled from the facts, like `projection`, and made anew with it.

-- Cases that are over (contract/incident-fold `isLive`); live ones are in `projection`. `sum` as there.
CREATE TABLE incident_closed (
  id TEXT PRIMARY KEY,
  closed_at INTEGER NOT NULL,
  drill INTEGER NOT NULL,
  body TEXT NOT NULL,
  sum BLOB NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX incident_closed_by_end ON incident_closed (drill, closed_at, id);

-- Which facts are a case's.
CREATE TABLE incident_fact (
  incident_id TEXT NOT NULL,
  seq INTEGER NOT NULL,
  kind TEXT NOT NULL,
  PRIMARY KEY (incident_id, seq)
) STRICT, WITHOUT ROWID;
CREATE UNIQUE INDEX incident_fact_by_seq ON incident_fact (seq);

-- Words of cases' facts without marks, by fact; contentless: the words themselves are in the journal.
CREATE VIRTUAL TABLE incident_text USING fts5 (words, content = '', tokenize = "unicode61 remove_diacritics 0");

-- Which fact a piece of evidence came with.
CREATE TABLE evidence (
  id TEXT PRIMARY KEY,
  seq INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

-- Missed clocks of real cases. `excuse`: the fact that excused it.
CREATE TABLE violation (
  incident_id TEXT NOT NULL,
  clock_key TEXT NOT NULL,
  agency_id TEXT,
  missed_at INTEGER NOT NULL,
  excuse INTEGER,
  PRIMARY KEY (incident_id, clock_key)
) STRICT, WITHOUT ROWID;
CREATE INDEX violation_by_time ON violation (missed_at);
