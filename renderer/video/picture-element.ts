import type { SinkOf } from "./messages.ts";

/** MediaStreamTrackGenerator: in Chromium, on pages alone, and in no standard; the canvas path stands in for it elsewhere. */
interface TrackGenerator extends MediaStreamTrack {
  readonly writable: WritableStream<VideoFrame>;
}

/** What a tile's pictures are seen in. */
export interface PictureElement {
  element: HTMLVideoElement | HTMLCanvasElement;
  sink: SinkOf;
  /** To be handed over with `sink`. */
  transfer: Transferable[];
  close: () => void;
}

/** Whether this browser has what live pictures need at all. */
export function canShow(): boolean {
  return typeof Worker !== "undefined" && ("MediaStreamTrackGenerator" in globalThis || typeof HTMLCanvasElement.prototype.transferControlToOffscreen === "function");
}

/** @returns a new element and the end its pictures are written to; undefined: this browser has neither way */
export function createPictureElement(): PictureElement | undefined {
  const track = generator();
  if (track !== undefined) {
    const element = document.createElement("video");
    Object.assign(element, { muted: true, autoplay: true, playsInline: true, disablePictureInPicture: true, srcObject: new MediaStream([track]) });
    // Moved on the page it is paused; pictures of now do not wait for anybody.
    element.addEventListener("pause", () => void element.play().catch(() => undefined));
    return {
      element, sink: { is: "track", writable: track.writable }, transfer: [track.writable],
      close() {
        track.stop();
        element.srcObject = null;
      },
    };
  }
  const element = document.createElement("canvas");
  if (typeof element.transferControlToOffscreen !== "function") return undefined;
  const canvas = element.transferControlToOffscreen();
  return { element, sink: { is: "canvas", canvas }, transfer: [canvas], close: () => undefined };
}

function generator(): TrackGenerator | undefined {
  const made: unknown = Reflect.get(globalThis, "MediaStreamTrackGenerator");
  if (typeof made !== "function") return undefined;
  const track: unknown = Reflect.construct(made, [{ kind: "video" }]);
  return isGenerator(track) ? track : undefined;
}

function isGenerator(track: unknown): track is TrackGenerator {
  return track instanceof MediaStreamTrack && "writable" in track && track.writable instanceof WritableStream;
}
