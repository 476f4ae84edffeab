-- When each live case's first deadline is due: a start fires what is overdue before it reads all the rest.
CREATE TABLE incident_due (
  incident_id TEXT PRIMARY KEY,
  at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX incident_due_by_time ON incident_due (at);

UPDATE meta SET projection_seq = -1;
