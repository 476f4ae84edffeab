-- For reading, by SQL or a BI tool: views alone, one meaning a column, instants as timestamps. Over live histories: what another database
-- of a room's name once sent is in the tables, not here.

CREATE INDEX site_fact_kind ON site_fact (site, kind, epoch, seq);

-- A room: which history is live, when it last sent a fact, and what is not as it should be.
CREATE VIEW room AS
SELECT r.site, r.epoch, to_timestamp(r.opened_at / 1000.0) AS connected_at, to_timestamp(c.moved_at / 1000.0) AS heard_at,
  c.first_seq, c.rest_seq,
  (SELECT count(*) FROM site_quarantine q WHERE q.site = r.site) AS set_apart,
  (SELECT count(*) FROM site_difference d WHERE d.site = r.site AND d.epoch = r.epoch AND d.settled_at IS NULL) AS altered,
  (SELECT count(*) FROM site_repair p WHERE p.site = r.site) AS sent_again
FROM site_room r JOIN site_cursor c ON c.site = r.site AND c.epoch = r.epoch;

-- Facts by hour and kind.
CREATE VIEW room_hour AS
SELECT site, date_trunc('hour', happened_at) AS hour, kind, count(*) AS facts
FROM room_fact GROUP BY site, date_trunc('hour', happened_at), kind;

-- One row for each time an alarm was raised. No instant: it was not acknowledged, or its condition holds still.
CREATE VIEW room_alarm AS
WITH event AS (
  SELECT site, seq, kind, happened_at, doc, coalesce(doc->'alarm'->>'id', doc->>'alarmId') AS alarm_id
  FROM room_fact WHERE kind IN ('alarm:raised', 'alarm:acknowledged', 'alarm:cleared')
), numbered AS (
  SELECT event.*, sum(CASE WHEN kind = 'alarm:raised' THEN 1 ELSE 0 END) OVER (PARTITION BY site, alarm_id ORDER BY seq) AS occurrence FROM event
)
SELECT site, alarm_id, occurrence,
  max(CASE WHEN kind = 'alarm:raised' THEN doc->'alarm'->>'priority' END) AS priority,
  max(CASE WHEN kind = 'alarm:raised' THEN doc->'alarm'->>'message' END) AS message,
  max(CASE WHEN kind = 'alarm:raised' THEN doc->'alarm'->>'thingId' END) AS thing_id,
  max(CASE WHEN kind = 'alarm:raised' THEN doc->'alarm'->>'area' END) AS area_id,
  max(CASE WHEN kind = 'alarm:raised' THEN (doc->'alarm'->'position'->>0)::double precision END) AS longitude,
  max(CASE WHEN kind = 'alarm:raised' THEN (doc->'alarm'->'position'->>1)::double precision END) AS latitude,
  min(CASE WHEN kind = 'alarm:raised' THEN happened_at END) AS raised_at,
  min(CASE WHEN kind = 'alarm:acknowledged' THEN happened_at END) AS acknowledged_at,
  min(CASE WHEN kind = 'alarm:cleared' THEN happened_at END) AS cleared_at
FROM numbered WHERE occurrence > 0 GROUP BY site, alarm_id, occurrence;

-- What happened in cases, real and of exercises; for the views below.
CREATE VIEW room_case_event AS
SELECT site, seq, kind, happened_at, coalesce(doc->'incident'->>'id', doc->>'incidentId') AS case_id,
  doc->'incident' AS opened, coalesce(doc->'change', doc->'incident') AS change
FROM room_fact WHERE kind IN ('incident:opened', 'incident:moved', 'incident:fired', 'incident:stood-down');

-- One row a case, as it stands. Only cases of exercises have `drill`: figures of the city's life are made of the others (room_case).
CREATE VIEW room_any_case AS
SELECT site, case_id,
  bool_or((opened->>'drill')::boolean) AS drill,
  max(opened->>'title') AS title, max(opened->>'urgency') AS urgency, max(opened->>'areaId') AS area_id, max(opened->>'templateId') AS process_id,
  min(happened_at) AS opened_at, max(happened_at) AS changed_at,
  (array_agg(change->>'step' ORDER BY seq DESC) FILTER (WHERE change->>'step' IS NOT NULL))[1] AS step,
  (array_agg(CASE WHEN change->>'closed' = 'true' THEN happened_at END ORDER BY seq DESC) FILTER (WHERE change->>'closed' IS NOT NULL))[1] AS closed_at,
  (array_agg(change->'order'->>'lead' ORDER BY seq DESC) FILTER (WHERE change->'order' IS NOT NULL))[1] AS lead_agency,
  (array_agg(change->'order'->>'required' ORDER BY seq DESC) FILTER (WHERE change->'order' IS NOT NULL))[1] AS ordered
FROM room_case_event GROUP BY site, case_id HAVING bool_or(opened IS NOT NULL);

CREATE VIEW room_case AS
SELECT site, case_id, title, urgency, area_id, process_id, opened_at, changed_at, step, closed_at, lead_agency, ordered
FROM room_any_case WHERE NOT drill;

CREATE VIEW room_drill_case AS
SELECT site, case_id, title, urgency, area_id, process_id, opened_at, changed_at, step, closed_at, lead_agency, ordered
FROM room_any_case WHERE drill;

-- The limits of real cases, each as it stands: `outcome` running, met, missed or void; `clause` as the law's data has it.
CREATE VIEW room_clock AS
WITH clock AS (
  SELECT e.site, e.case_id, c.clock, row_number() OVER (PARTITION BY e.site, e.case_id, c.clock->>'key' ORDER BY e.seq DESC) AS age
  FROM room_case_event e CROSS JOIN LATERAL jsonb_array_elements(CASE WHEN jsonb_typeof(e.change->'clocks') = 'array' THEN e.change->'clocks' ELSE '[]'::jsonb END) AS c(clock)
)
SELECT k.site, k.case_id, k.clock->>'key' AS clock_id, k.clock->>'limitId' AS limit_id, k.clock->>'agencyId' AS agency_id, k.clock->>'outcome' AS outcome,
  to_timestamp((k.clock->>'from')::bigint / 1000.0) AS began_at, to_timestamp((k.clock->>'due')::bigint / 1000.0) AS due_at,
  to_timestamp((k.clock->>'missedAt')::bigint / 1000.0) AS missed_at, k.clock->'clause' AS clause
FROM clock k JOIN room_case c ON c.site = k.site AND c.case_id = k.case_id WHERE k.age = 1;

-- Pieces of evidence, and since when their content is here whole; none: not yet. Parts of the content: site_file_part.
CREATE VIEW room_evidence AS
SELECT f.site, f.doc->'evidence'->>'id' AS evidence_id, f.doc->'evidence'->>'incidentId' AS case_id, f.doc->'evidence'->>'name' AS name,
  f.doc->'evidence'->>'type' AS type, (f.doc->'evidence'->>'bytes')::bigint AS bytes, f.doc->'evidence'->>'sha256' AS sha256, f.happened_at AS added_at,
  to_timestamp(s.whole_at / 1000.0) AS whole_at
FROM room_fact f LEFT JOIN site_file s ON s.site = f.site AND s.sha256 = decode(f.doc->'evidence'->>'sha256', 'hex')
WHERE f.kind = 'evidence:added';
