import type { Status } from "#contract/request";

/** One figure for Prometheus; counters are absolute since the data folder was made. */
interface Sample {
  name: string;
  help: string;
  type: "counter" | "gauge";
  value: number;
  labels?: Record<string, string>;
}

/** The room's own figures, from the status that windows get. */
export function metrics(status: Status): Sample[] {
  const samples: Sample[] = [
    { name: "readings_per_second", help: "Readings received in the last second, all sources", type: "gauge", value: status.readingsPerSecond },
    { name: "facts_head", help: "Seq of the newest fact", type: "counter", value: status.seq },
    { name: "facts_held", help: "Facts decided and not durable yet", type: "gauge", value: status.held },
    { name: "disk_ok", help: "1 while everything can be written", type: "gauge", value: status.disk === "ok" ? 1 : 0 },
    { name: "alarm_flood", help: "1 during an alarm flood (ISA-18.2)", type: "gauge", value: status.flood.active ? 1 : 0 },
  ];
  const { replication } = status;
  if (replication !== undefined) {
    samples.push(
      { name: "centre_up", help: "1 while the centre takes facts", type: "gauge", value: replication.link === "up" ? 1 : 0 },
      { name: "centre_facts_sent_since_start", help: "Facts the centre took since the start", type: "gauge", value: replication.sent },
      { name: "centre_facts_repaired_since_start", help: "Facts not found at the centre by a comparison and sent again since the start", type: "gauge", value: replication.repaired },
    );
    // What is not known is not told as 0.
    const known = [["centre_facts_left", "Facts the centre does not have", replication.left], ["centre_facts_quarantined", "Facts laid apart at the centre", replication.quarantined], ["centre_facts_different", "Facts that stand otherwise at the centre, not settled", replication.different], ["centre_files_left", "Pieces of evidence whose content is not whole at the centre", replication.filesLeft], ["centre_files_lacking", "Pieces of evidence that cannot be read in the room", replication.filesLacking], ["centre_issued_open", "Things the centre issued that were edited here meanwhile and wait for a decision", replication.issued?.open], ["centre_issued_refused", "Things the centre issued that could not be taken", replication.issued?.refused], ["centre_epoch", "Which history of the room the centre has", replication.epoch]] as const;
    for (const [name, help, value] of known) if (value !== undefined) samples.push({ name, help, type: "gauge", value });
    // Where nothing is known of the centre, nothing is said.
    if (replication.left !== undefined) samples.push({ name: "centre_oldest_alarm_seconds", help: "Age of the oldest alarm the centre does not know of, 0: it knows all", type: "gauge", value: replication.oldestAlarm === undefined ? 0 : Math.max(0, status.now - replication.oldestAlarm) / 1000 });
  }
  for (const place of status.backups ?? []) {
    const labels = { place: place.id };
    samples.push(
      { name: "backup_ok", help: "1 while copies reach the place and its last trial was sound", type: "gauge", value: place.is === "failing" || place.late ? 0 : 1, labels },
      { name: "backup_newest_timestamp_seconds", help: "When the newest whole copy was begun, 0: there is none", type: "gauge", value: (place.newest ?? 0) / 1000, labels },
      { name: "backup_checked_timestamp_seconds", help: "When a copy was last restored as a trial, 0: never", type: "gauge", value: (place.checked?.at ?? 0) / 1000, labels },
    );
  }
  for (const source of status.sources) {
    const labels = { source: source.sourceId };
    samples.push(
      { name: "source_readings_stored_total", help: "Readings stored", type: "counter", value: source.stored, labels },
      { name: "source_readings_superseded_total", help: "Duplicates of stored readings", type: "counter", value: source.superseded, labels },
    );
    for (const [reason, count] of Object.entries(source.byReason)) samples.push({ name: "source_readings_rejected_total", help: "Readings refused, by reason", type: "counter", value: count, labels: { ...labels, reason } });
  }
  return samples;
}
