import { fail, ok, type Result } from "#contract/result";
import { filmOf, type FilmSample } from "./film.ts";

/**
 * VP9, profile 0, level 3.1: free of licence fees, and both the program's own runtime (Electron 25) and browsers encode it.
 * H.264 is what they need not have, and what needs a licence.
 */
const CODEC = "vp09.00.31.08";
const BITS_PER_SECOND = 4_000_000;
/** Pictures an encoder may hold; the next waits. */
const HELD = 4;
/** An encoder that gives nothing for so long is given up, ms. */
const PATIENCE_MS = 60_000;
/** A key picture each so many: players jump there. */
const KEY_EACH = 24;

export interface FilmOrder {
  /** Even numbers, at most 1280 × 720 px. */
  width: number;
  height: number;
  perSecond: number;
  pictures: number;
  /** Draws the picture of that number. */
  draw: (at: number) => Promise<HTMLCanvasElement>;
  signal: AbortSignal;
  onDone: (share: number) => void;
}

/** `no-encoder`: this window has none at all (pages of plain http), or none for VP9. */
export type FilmFault = { code: "no-encoder" } | { code: "cancelled" } | { code: "failed"; detail: string };

async function configFor({ width, height, perSecond }: FilmOrder): Promise<VideoEncoderConfig | undefined> {
  if (!("VideoEncoder" in globalThis)) return undefined;
  const config: VideoEncoderConfig = { codec: CODEC, width, height, bitrate: BITS_PER_SECOND, framerate: perSecond, latencyMode: "quality" };
  const answer = await VideoEncoder.isConfigSupported(config).catch(() => undefined);
  return answer?.supported === true ? config : undefined;
}

/** A film (MP4) of pictures that are drawn one by one. */
export async function encodeFilm(order: FilmOrder): Promise<Result<Blob, FilmFault>> {
  const config = await configFor(order);
  if (config === undefined) return fail({ code: "no-encoder" });
  const samples: FilmSample[] = [];
  let broken: string | undefined;
  const encoder = new VideoEncoder({
    output(chunk) {
      const data = new Uint8Array(chunk.byteLength);
      chunk.copyTo(data);
      samples.push({ data, key: chunk.type === "key" });
    },
    error: (error) => void (broken ??= error.message),
  });
  try {
    encoder.configure(config);
    for (let at = 0; at < order.pictures && broken === undefined; at++) {
      if (order.signal.aborted) return fail({ code: "cancelled" });
      const frame = new VideoFrame(await order.draw(at), { timestamp: Math.round((at * 1e6) / order.perSecond) });
      encoder.encode(frame, { keyFrame: at % KEY_EACH === 0 });
      frame.close();
      while (encoder.encodeQueueSize > HELD && encoder.state === "configured") await soon(new Promise<void>((resolve) => encoder.addEventListener("dequeue", () => resolve(), { once: true })));
      order.onDone((at + 1) / order.pictures);
    }
    if (broken === undefined) await soon(encoder.flush());
  } catch (error) {
    broken ??= error instanceof Error ? error.message : String(error);
  } finally {
    if (encoder.state !== "closed") encoder.close();
  }
  if (order.signal.aborted) return fail({ code: "cancelled" });
  if (broken !== undefined || samples.length !== order.pictures) return fail({ code: "failed", detail: broken ?? `${samples.length} of ${order.pictures} pictures` });
  return ok(new Blob([filmOf({ width: order.width, height: order.height, samples, perSecond: order.perSecond })], { type: "video/mp4" }));
}

/** @throws where it takes longer than an encoder is waited for */
async function soon(done: Promise<void>): Promise<void> {
  let late: ReturnType<typeof setTimeout> | undefined;
  await Promise.race([done, new Promise<never>((_resolve, reject) => (late = setTimeout(() => reject(new Error("the encoder gives no picture")), PATIENCE_MS)))]).finally(() => clearTimeout(late));
}
