import { readFileSync } from "node:fs";
import { gunzipSync } from "node:zlib";
import { fail, ok, type Result } from "#contract/result";

/** One reading of a recording: seconds from its start, datastream, result, UCUM unit where it is not the datastream's. */
export interface RecordedReading {
  t: number;
  ds: string;
  v: number;
  u?: string;
}

/** A larger recording is refused: it is held in memory. */
const SIZE_LIMIT = 256 * 1024 * 1024;

/** Reads NDJSON, gzipped or plain, ascending in `t`. The fault names the first line that does not fit. */
export function readRecording(file: string): Result<RecordedReading[], string> {
  let text: string;
  try {
    const bytes = readFileSync(file);
    text = (file.endsWith(".gz") ? gunzipSync(bytes, { maxOutputLength: SIZE_LIMIT }) : bytes).toString("utf8");
  } catch (error) {
    return fail(`${file}: ${error instanceof Error ? error.message : String(error)}`);
  }
  const readings: RecordedReading[] = [];
  let last = 0;
  for (const [index, line] of text.split("\n").entries()) {
    if (line.trim() === "") continue;
    const reading = parseLine(line);
    if (reading === undefined || reading.t < last) return fail(`${file}:${index + 1}: expected {"t": seconds, ascending, "ds": datastream, "v": number}`);
    last = reading.t;
    readings.push(reading);
  }
  return readings.length === 0 ? fail(`${file}: no readings`) : ok(readings);
}

function parseLine(line: string): RecordedReading | undefined {
  try {
    const parsed: unknown = JSON.parse(line);
    if (typeof parsed !== "object" || parsed === null) return undefined;
    const { t, ds, v, u }: Partial<Record<string, unknown>> = { ...parsed };
    if (typeof t !== "number" || !(t >= 0) || typeof ds !== "string" || typeof v !== "number") return undefined;
    return { t, ds, v, u: typeof u === "string" ? u : undefined };
  } catch {
    return undefined;
  }
}
