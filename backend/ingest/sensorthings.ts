/** OGC SensorThings API 1.1 (OGC 18-088): Observation (§8.2.7) and the data array extension (§13) as payloads. */
import { isUtf8 } from "node:buffer";
import type { Quality, Reading, RejectionReason } from "#contract/observation";
import type { Delivery } from "../ports.ts";
import { parsePhenomenonTime } from "./instant.ts";
import { isRecord, tooDeep } from "./json.ts";
import { sampleOf, visible } from "./sample.ts";

/** Most readings one message may carry; above that the whole message is refused as oversized. */
export const MAX_READINGS = 10_000;

export type Refusal = Delivery["refused"][number];
/** What a message said. Its items, in order, are `readings` with `refused[k]` put in at position `refusedAt[k]`. */
export interface Parsed {
  readings: Reading[];
  refused: Refusal[];
  refusedAt: number[];
}
/** What the address said the message is. With `datastreamId`, one Observation of that datastream. */
export type Form = { kind: "observation"; datastreamId?: string } | { kind: "data-array" };
/** Whether the sender may feed this datastream. */
export type May = (datastreamId: string) => boolean;

/** A flaw found in an item; the caller adds where and the sample. */
interface Flaw {
  reason: RejectionReason;
  detail: string;
  datastreamId?: string;
}
const flaw = (reason: RejectionReason, detail: string, datastreamId?: string): Flaw => ({ reason, detail, datastreamId });

/** Reads one message. Never throws; each item of it is counted once, as a reading or as a refusal. */
export function parseObservations(bytes: Uint8Array, form: Form, may: May): Parsed {
  const parsed: Parsed = { readings: [], refused: [], refusedAt: [] };
  const message = decode(bytes);
  if (isFlaw(message)) return refuse(parsed, message, sampleOf(bytes));
  if (form.kind === "data-array") return parseDataArrays(parsed, message.value, bytes, may);
  const item = typeof message.value === "number" ? { result: message.value } : message.value;
  const reading = readObservation(item, form.datastreamId, may);
  if ("reason" in reading) return refuse(parsed, reading, sampleOf(bytes));
  parsed.readings.push(reading);
  return parsed;
}

function decode(bytes: Uint8Array): { value: unknown } | Flaw {
  if (bytes.byteLength === 0) return flaw("malformed", "empty message");
  if (!isUtf8(bytes)) return flaw("malformed", "not UTF-8");
  const text = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString("utf8");
  if (tooDeep(text)) return flaw("malformed", "nested too deep");
  try {
    return { value: JSON.parse(text) };
  } catch (error) {
    return flaw("malformed", `not JSON: ${error instanceof Error ? error.message : ""}`);
  }
}

const isFlaw = (value: { value: unknown } | Flaw): value is Flaw => "reason" in value;

function refuse(parsed: Parsed, { reason, detail, datastreamId }: Flaw, sample: string): Parsed {
  parsed.refusedAt.push(parsed.readings.length + parsed.refused.length);
  parsed.refused.push({ reason, detail: visible(detail, 300), sample, datastreamId });
  return parsed;
}

/** The hot path: once per message of a single reading, so checked by hand (zod would double its cost). */
function readObservation(item: unknown, fixed: string | undefined, may: May): Reading | Flaw {
  if (!isRecord(item)) return flaw("malformed", "not an Observation: expected a JSON object");
  let datastreamId = fixed;
  if (item["Datastream"] !== undefined) {
    const named = datastreamOf(item["Datastream"]);
    if (named === undefined) return flaw("malformed", 'Datastream: expected {"@iot.id": string or number}', fixed);
    if (fixed !== undefined && named !== fixed) return flaw("malformed", "Datastream: another one than the address names", fixed);
    datastreamId = named;
  }
  if (datastreamId === undefined) return flaw("malformed", "Datastream: missing");
  return readFields(datastreamId, item, may);
}

/** @returns the id as text; undefined when there is none or it is longer than any id may be */
function datastreamOf(value: unknown): string | undefined {
  if (!isRecord(value)) return undefined;
  const id = value["@iot.id"];
  if (typeof id === "number" && Number.isSafeInteger(id)) return String(id);
  return typeof id === "string" && id.length > 0 && id.length <= 200 ? id : undefined;
}

function readFields(datastreamId: string, item: Record<string, unknown>, may: May): Reading | Flaw {
  if (!may(datastreamId)) return flaw("forbidden-datastream", "Datastream: not granted to this source", datastreamId);
  const result = item["result"];
  if (result === undefined) return flaw("malformed", "result: missing", datastreamId);
  if (typeof result !== "number") return flaw("not-a-number", "result: expected a number", datastreamId);
  const phenomenonTime = time(item["phenomenonTime"]);
  if (Number.isNaN(phenomenonTime)) return flaw("malformed", "phenomenonTime: expected ISO 8601 with an offset", datastreamId);
  const resultTime = time(item["resultTime"]);
  if (Number.isNaN(resultTime)) return flaw("malformed", "resultTime: expected ISO 8601 with an offset", datastreamId);
  if ((phenomenonTime ?? 0) < 0 || (resultTime ?? 0) < 0) return flaw("ancient", "phenomenonTime: before 1970", datastreamId);
  const unit = unitOf(item["parameters"]);
  if (unit === null) return flaw("malformed", "parameters.unit: expected a UCUM code", datastreamId);
  return { datastreamId, result, unit, phenomenonTime, resultTime, quality: qualityOf(item["resultQuality"]) };
}

/** @returns ms; undefined when absent or null; NaN when malformed */
function time(value: unknown): number | undefined {
  if (value === undefined || value === null) return undefined;
  return typeof value === "string" ? (parsePhenomenonTime(value) ?? NaN) : NaN;
}

/** @returns undefined when none is named, null when it cannot be a unit */
function unitOf(parameters: unknown): string | undefined | null {
  if (!isRecord(parameters) || parameters["unit"] === undefined) return undefined;
  const unit = parameters["unit"];
  return typeof unit === "string" && unit.length > 0 && unit.length <= 40 ? unit : null;
}

/** A word of ours, or `undefined` for none. Anything else the sender wished to say about quality is a doubt: "uncertain". */
function qualityOf(value: unknown): Quality | undefined {
  if (value === undefined || value === null) return undefined;
  return value === "good" || value === "bad" ? value : "uncertain";
}

/** CreateObservations: `[{Datastream, components: [name…], dataArray: [[value…]…]}…]`. */
function parseDataArrays(parsed: Parsed, value: unknown, bytes: Uint8Array, may: May): Parsed {
  if (!Array.isArray(value)) return refuse(parsed, flaw("malformed", "expected an array of data arrays"), sampleOf(bytes));
  let count = 0;
  for (const group of value) count += isRecord(group) && Array.isArray(group["dataArray"]) ? group["dataArray"].length : 1;
  if (count > MAX_READINGS) {
    return refuse(parsed, flaw("oversized", `${count} readings, at most ${MAX_READINGS}`), sampleOf(bytes));
  }
  for (const [g, group] of value.entries()) parseGroup(parsed, g, group, may);
  return parsed;
}

function parseGroup(parsed: Parsed, g: number, group: unknown, may: May): void {
  const sample = (): string => sampleOf(JSON.stringify(group));
  if (!isRecord(group) || !Array.isArray(group["dataArray"])) {
    refuse(parsed, flaw("malformed", `[${g}].dataArray: missing`), sample());
    return;
  }
  const rows: unknown[] = group["dataArray"];
  const datastreamId = datastreamOf(group["Datastream"]);
  const components = group["components"];
  const wrong =
    datastreamId === undefined ? `[${g}].Datastream: expected {"@iot.id": string or number}`
    : !isNames(components) ? `[${g}].components: expected up to 16 different names`
    : undefined;
  for (const [r, row] of rows.entries()) {
    const item = wrong === undefined && datastreamId !== undefined && isNames(components)
      ? readRow(datastreamId, components, row, may)
      : flaw("malformed", wrong ?? "", datastreamId);
    if ("reason" in item) refuse(parsed, { ...item, detail: wrong ?? `[${g}].dataArray[${r}].${item.detail}` }, sampleOf(JSON.stringify(row)));
    else parsed.readings.push(item);
  }
}

function isNames(value: unknown): value is string[] {
  return Array.isArray(value) && value.length <= 16 && value.every((name) => typeof name === "string") && new Set(value).size === value.length;
}

function readRow(datastreamId: string, components: string[], row: unknown, may: May): Reading | Flaw {
  if (!Array.isArray(row) || row.length !== components.length) return flaw("malformed", "components: expected one value for each", datastreamId);
  // fromEntries defines: a component named "__proto__" becomes a plain property.
  const item: Record<string, unknown> = Object.fromEntries(components.map((name, i): [string, unknown] => [name, row[i]]));
  return readFields(datastreamId, item, may);
}
