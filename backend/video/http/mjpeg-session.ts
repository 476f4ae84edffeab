import { fail, ok, type Result } from "#contract/result";
import { readJpeg } from "../media/jpeg-size.ts";
import { rtspFault, type RtspFault } from "../rtsp/fault.ts";
import type { SessionOptions } from "../rtsp/session.ts";
import { get } from "./get.ts";
import { boundaryOf, openMultipart } from "./multipart.ts";

/** Without a picture for so long a stream is over, ms: some cameras send one in five seconds. */
const STALL = 10_000;
/** ms between two looks. */
const LOOK = 500;
/** Parts in a row that are no picture. */
const PATIENCE = 50;

/** Single JPEGs in one endless answer (`multipart/x-mixed-replace`), as many cameras and all their web pages have it. They tell no time: a picture's is when it came. */
export async function openMjpegSession({ clock, onUnit, onEnd, ...options }: SessionOptions): Promise<Result<{ close(): void }, RtspFault>> {
  const got = await get({ ...options, clock });
  if (!got.ok) return got;
  const answer = got.value;
  const type = answer.headers["content-type"];
  const boundary = boundaryOf(type);
  if (boundary === undefined) {
    answer.destroy();
    return fail(rtspFault("unsupported", `it sends ${(type ?? "nothing of a name").slice(0, 60)}`));
  }
  const parts = openMultipart(boundary);
  const origin = clock.steady();
  let [over, pictureAt, bad, broken] = [false, clock.steady(), 0, false];

  function stop(): void {
    over = true;
    cancel();
    answer.destroy();
  }
  function end(fault: RtspFault): void {
    if (over) return;
    stop();
    onEnd(fault);
  }
  function take(data: Buffer): void {
    const size = readJpeg(data);
    if (size === undefined) {
      broken = true;
      if (++bad > PATIENCE) end(rtspFault("malformed", "parts that are no pictures"));
      return;
    }
    bad = 0;
    pictureAt = clock.steady();
    onUnit({ codec: "mjpeg", key: true, broken, data, timestamp: Math.round((pictureAt - origin) * 90) >>> 0, arrived: clock.wall(), captured: undefined }, { codec: "mjpeg", name: "mjpeg", ...size });
    broken = false;
  }
  answer.on("data", (chunk: Buffer) => {
    if (over) return;
    const read = parts.read(chunk);
    if (!read.ok) return end(read.fault);
    // A sender of many small pictures at once is not shown each: copies, for the piece they lie in is far larger and kept for long.
    for (const body of read.value) if (!over) take(Buffer.from(body));
  });
  answer.on("error", () => end(rtspFault("closed", "the camera closed the connection")));
  answer.on("close", () => end(rtspFault("closed", "the camera closed the connection")));
  function look(): void {
    if (clock.steady() - pictureAt > STALL) return end(rtspFault("stalled", "no picture comes any more"));
    cancel = clock.after(LOOK, look);
  }
  let cancel = clock.after(LOOK, look);
  return ok({ close: () => void (over || stop()) });
}
