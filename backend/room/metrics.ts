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
