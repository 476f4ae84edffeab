import { readFileSync } from "node:fs";
import { open } from "node:fs/promises";
import { constants, gunzipSync } from "node:zlib";
import { fail, ok, type Result } from "#contract/result";

/** One reading of a recording: seconds from its start, datastream, result, UCUM unit where it is not the datastream's. */
export interface RecordedReading {
  t: number;
  ds: string;
  v: number;
  u?: string;
}

/** A larger recording is refused, bytes as read and unpacked: it is held in memory. */
const SIZE_LIMIT = 256 * 1024 * 1024;
/** What a glance reads of a file, bytes. Unpacked it is a thousand times that at most (RFC 1951). */
const GLANCE = 16 * 1024;
const EXPECTED = `expected {"t": seconds, ascending, "ds": datastream, "v": number}`;

/** Reads NDJSON, gzipped or plain, ascending in `t`. The fault names the first line that does not fit. */
export function readRecording(file: string): Result<RecordedReading[], string> {
  let text: string;
  try {
    const bytes = readFileSync(file);
    if (bytes.length > SIZE_LIMIT) return fail(tooLarge(file));
    text = (isPacked(file) ? gunzipSync(bytes, { maxOutputLength: SIZE_LIMIT }) : bytes).toString("utf8");
  } catch (error) {
    return fail(broken(file, error));
  }
  const readings: RecordedReading[] = [];
  let last = 0;
  for (const [index, line] of text.split("\n").entries()) {
    if (line.trim() === "") continue;
    const reading = parseLine(line);
    if (reading === undefined || reading.t < last) return fail(`${file}:${index + 1}: ${EXPECTED}`);
    last = reading.t;
    readings.push(reading);
  }
  return readings.length === 0 ? fail(`${file}: no readings`) : ok(readings);
}

/**
 * Whether a file looks like a recording, by its size and its first line: a start does not wait for more. What lies beyond
 * `readRecording` judges, in the thread that plays it.
 */
export async function glanceAt(file: string): Promise<Result<void, string>> {
  try {
    await using handle = await open(file);
    const { size } = await handle.stat();
    if (size > SIZE_LIMIT) return fail(tooLarge(file));
    const { buffer, bytesRead } = await handle.read(Buffer.alloc(GLANCE), 0, GLANCE, 0);
    const whole = bytesRead === size;
    const head = buffer.subarray(0, bytesRead);
    const text = (isPacked(file) ? gunzipSync(head, whole ? {} : { finishFlush: constants.Z_SYNC_FLUSH }) : head).toString("utf8");
    const lines = text.split("\n");
    // The last one may be cut off.
    if (!whole) lines.pop();
    const first = lines.findIndex((line) => line.trim() !== "");
    if (first === -1) return whole ? fail(`${file}: no readings`) : ok(undefined);
    return parseLine(lines[first] ?? "") === undefined ? fail(`${file}:${first + 1}: ${EXPECTED}`) : ok(undefined);
  } catch (error) {
    return fail(broken(file, error));
  }
}

const isPacked = (file: string): boolean => file.endsWith(".gz");
const tooLarge = (file: string): string => `${file}: larger than ${SIZE_LIMIT} bytes`;
const broken = (file: string, error: unknown): string => `${file}: ${error instanceof Error ? error.message : String(error)}`;

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
