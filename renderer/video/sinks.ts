import type { Picture } from "./decoding.ts";
import type { SinkOf } from "./messages.ts";
import { IN_FLIGHT } from "./pace.ts";
import type { Sink } from "./sink.ts";

/** Pictures a second on a canvas: each costs a copy of the whole picture on the way to the compositor. */
const CANVAS_FPS = 15;

/** @param dead see `trackSink`; a canvas comes back by itself */
export function sinkOf(of: SinkOf, dead: () => void): Sink<VideoFrame> {
  return of.is === "track" ? trackSink(of.writable, dead) : canvasSink(of.canvas);
}

/** @param dead told once: it refused a picture and will take none any more; what is on the screen stands still */
export function trackSink<P extends Picture>(writable: WritableStream<P>, dead: () => void): Sink<P> {
  const writer = writable.getWriter();
  let flying = 0;
  let over = false;
  const landed = (): void => void (flying -= 1);
  return {
    put(frame) {
      if (over || flying >= IN_FLIGHT) {
        frame.close();
        return false;
      }
      flying += 1;
      writer.write(frame).then(landed, () => {
        landed();
        frame.close();
        if (over) return;
        over = true;
        dead();
      });
      return true;
    },
    close() {
      over = true;
      writer.abort().catch(() => undefined);
    },
  };
}

/** Where the browser has no tracks to write to. A canvas whose context was lost (the GPU process died) is drawn again with the next picture after its return. */
function canvasSink(canvas: OffscreenCanvas): Sink<VideoFrame> {
  const context = canvas.getContext("2d", { alpha: false, desynchronized: true });
  let drawnAt = Number.NEGATIVE_INFINITY;
  let lost = false;
  canvas.addEventListener("contextlost", (event) => {
    event.preventDefault();
    lost = true;
  });
  canvas.addEventListener("contextrestored", () => void (lost = false));
  return {
    put(frame) {
      const now = performance.now();
      if (context !== null && !lost && now - drawnAt >= 1000 / CANVAS_FPS - 4) {
        if (canvas.width !== frame.displayWidth || canvas.height !== frame.displayHeight) [canvas.width, canvas.height] = [frame.displayWidth, frame.displayHeight];
        context.drawImage(frame, 0, 0);
        drawnAt = now;
      }
      frame.close();
      return !lost && context !== null;
    },
    close: () => undefined,
  };
}
