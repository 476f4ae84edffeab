import type { Source, SourceCounters } from "#contract/source";
import { grantCovers } from "../../design/facts/feeders.ts";

/** Receiving; silent for more than three times its rate (K-6.3); never heard; switched off; or not known while the link is down. */
export type SourceState = "live" | "silent" | "never" | "off" | "cut";

/** @param now the backend's clock @param cut the window hears nothing, so nothing can be said about silence */
export function sourceState(source: Source, counters: SourceCounters | undefined, now: number, cut: boolean): SourceState {
  if (!source.enabled) return "off";
  if (cut) return "cut";
  if (counters?.lastAt === undefined) return "never";
  return now - counters.lastAt > 3 * source.rate * 1000 ? "silent" : "live";
}

/** received − (stored + rejected + superseded): 0 when every reading is accounted for (invariant 8). */
export function unaccounted(counters: SourceCounters): number {
  return counters.received - counters.stored - counters.rejected - counters.superseded;
}

/** The form's text as grants: one a line, blanks left out. */
export function grantsOf(text: string): string[] {
  return text.split(/\r?\n/).map((line) => line.trim()).filter((line) => line !== "");
}

export interface Example {
  mqtt: string;
  http: string;
}

/** What a shell takes as one word, whatever is in it. */
export function quoted(word: string): string {
  return `'${word.replaceAll("'", `'\\''`)}'`;
}

/**
 * Commands that send one reading as this source, ready to paste.
 *
 * @param at host name or address of the backend, its HTTP origin, and a datastream the source may feed
 */
export function examples(source: { id: string }, secret: string, at: { host: string; mqttPort: number; origin: string; datastreamId: string; value: number; now: number }): Example {
  const body = JSON.stringify({ result: at.value, phenomenonTime: new Date(at.now).toISOString() });
  const http = JSON.stringify({ result: at.value, phenomenonTime: new Date(at.now).toISOString(), Datastream: { "@iot.id": at.datastreamId } });
  return {
    mqtt: `mosquitto_pub -h ${at.host} -p ${at.mqttPort} -q 1 -u ${quoted(source.id)} -P ${quoted(secret)} -t ${quoted(`v1.1/Datastreams(${at.datastreamId})/Observations`)} -m ${quoted(body)}`,
    http: `curl -u ${quoted(`${source.id}:${secret}`)} -H 'content-type: application/json' -d ${quoted(http)} ${quoted(`${at.origin}/sta/v1.1/Observations`)}`,
  };
}

/** The first datastream a source's grants cover; `*` at the end of a grant matches any rest. */
export function coveredBy(grants: readonly string[], datastreamIds: Iterable<string>): string | undefined {
  for (const id of datastreamIds) if (grantCovers(grants, id)) return id;
  return undefined;
}
