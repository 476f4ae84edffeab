-- What the past is found by without folding the journal; filled from the facts, like `projection`, and made anew with it.

-- A time during which an alarm was not normal: after fact `from_seq`, until fact `to_seq` made it normal or took it away.
-- `size`: -1 while it lasts (to_seq 0); else the least n with to_seq - from_seq <= 2^n, so that the spells around a fact are a
-- short range in each size, whatever the length of the journal. `urgency`: the highest priority it had, 0 is emergency.
CREATE TABLE alarm_spell (
  size INTEGER NOT NULL,
  from_seq INTEGER NOT NULL,
  to_seq INTEGER NOT NULL,
  alarm_id TEXT NOT NULL,
  urgency INTEGER NOT NULL,
  PRIMARY KEY (size, from_seq)
) STRICT, WITHOUT ROWID;
CREATE UNIQUE INDEX alarm_spell_open ON alarm_spell (alarm_id) WHERE size = -1;

-- How many alarms were raised, by minute and by hour (`width`, ms) and priority (0 is emergency).
CREATE TABLE alarm_rate (
  width INTEGER NOT NULL,
  start INTEGER NOT NULL,
  urgency INTEGER NOT NULL,
  n INTEGER NOT NULL,
  PRIMARY KEY (width, start, urgency)
) STRICT, WITHOUT ROWID;

-- The earliest instant among facts 256·block + 1 … 256·block + 256: finds the fact an instant had come to, though a clock was set back.
CREATE TABLE fact_block (
  block INTEGER PRIMARY KEY,
  min_at INTEGER NOT NULL
) STRICT;

-- What folding an alarm asks of its rule, from fact `seq` on. `gone` 1: removed.
CREATE TABLE rule_trait (
  rule_id TEXT NOT NULL,
  seq INTEGER NOT NULL,
  latched INTEGER NOT NULL,
  re_alarm REAL,
  gone INTEGER NOT NULL,
  PRIMARY KEY (rule_id, seq)
) STRICT, WITHOUT ROWID;

UPDATE meta SET projection_seq = -1;
