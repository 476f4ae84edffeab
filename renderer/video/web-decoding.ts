import type { MakeDecoding } from "./decoding.ts";

type Make = MakeDecoding<VideoFrame>;

/** The browser's own decoders. They exist in pages of https and of this machine alone; elsewhere nothing is playable. */
export const makeDecoding: Make = (what, on) => (typeof VideoDecoder === "undefined" ? none(on) : what.codec === "mjpeg" ? jpegs(on) : what.codec === "i420" ? planes(what, on) : decoder(what, on));

function none(on: Parameters<Make>[1]): ReturnType<Make> {
  queueMicrotask(() => on.failed("unplayable"));
  return { decode: () => undefined, waiting: () => 0, close: () => undefined };
}

function decoder({ codec, width, height, software }: Parameters<Make>[0], on: Parameters<Make>[1]): ReturnType<Make> {
  let over = false;
  const close = (): void => {
    over = true;
    if (own.state !== "closed") own.close();
  };
  const failed = (error: unknown): void => {
    if (over) return;
    close();
    // A codec string it cannot read is a TypeError, one it has no decoder for a NotSupportedError – or, as Chromium has it for H.265, an error like that of a torn unit: so it is asked.
    const unplayable = error instanceof TypeError || (error instanceof DOMException && error.name === "NotSupportedError");
    const known = unplayable ? Promise.resolve(false) : VideoDecoder.isConfigSupported(config).then(({ supported }) => supported === true);
    known.catch(() => false).then((knows) => on.failed(knows ? "broken" : "unplayable"), () => undefined);
  };
  // Without `optimizeForLatency` every picture waits for the next one. No `description`: units are Annex B.
  const config: VideoDecoderConfig = { codec, codedWidth: width, codedHeight: height, optimizeForLatency: true, hardwareAcceleration: software ? "prefer-software" : "no-preference" };
  const own = new VideoDecoder({ output: (frame) => (over ? frame.close() : on.picture(frame)), error: failed });
  try {
    own.configure(config);
  } catch (error) {
    failed(error);
  }
  return {
    decode({ key, timestamp, bytes }) {
      if (over) return;
      try {
        own.decode(new EncodedVideoChunk({ type: key ? "key" : "delta", timestamp, data: bytes }));
      } catch (error) {
        failed(error);
      }
    },
    waiting: () => (over ? 0 : own.decodeQueueSize),
    close,
  };
}

/** Pictures that were decoded on the server: nothing is left but to hand them on. */
function planes({ width, height }: Parameters<Make>[0], on: Parameters<Make>[1]): ReturnType<Make> {
  let over = false;
  return {
    decode({ timestamp, bytes }) {
      if (over) return;
      try {
        on.picture(new VideoFrame(bytes, { format: "I420", codedWidth: width, codedHeight: height, timestamp }));
      } catch {
        queueMicrotask(() => !over && on.failed("broken"));
      }
    },
    waiting: () => 0,
    close: () => void (over = true),
  };
}

/** Single JPEGs: one at a time, and the newest of those that wait. */
function jpegs(on: Parameters<Make>[1]): ReturnType<Make> {
  let over = false;
  let busy = false;
  let next: Parameters<ReturnType<Make>["decode"]>[0] | undefined;
  const work = async (): Promise<void> => {
    busy = true;
    while (next !== undefined && !over) {
      const { bytes, timestamp } = next;
      next = undefined;
      try {
        const bitmap = await createImageBitmap(new Blob([bytes], { type: "image/jpeg" }));
        const frame = new VideoFrame(bitmap, { timestamp });
        bitmap.close();
        if (over) frame.close();
        else on.picture(frame);
      } catch {
        if (!over) on.failed("broken");
      }
    }
    busy = false;
  };
  return {
    decode(unit) {
      next = unit;
      if (!busy) void work();
    },
    waiting: () => (busy ? 1 : 0) + (next === undefined ? 0 : 1),
    close: () => void (over = true),
  };
}
