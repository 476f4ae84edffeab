import type { CameraId, StreamName, StreamState } from "#contract/camera";
import type { Level } from "./governor.ts";

/** Where the pictures of a tile go: a track's writable end, or a canvas of its own where there are no such tracks. */
export type SinkOf = { is: "track"; writable: WritableStream<VideoFrame> } | { is: "canvas"; canvas: OffscreenCanvas };

/** Size of a tile in the screen's own pixels. */
export interface Box {
  width: number;
  height: number;
}

/** From the page to the worker. Tiles are numbered by the page; no number is used twice. */
export type ToWorker =
  | { is: "open"; tile: number; camera: CameraId; has: readonly StreamName[]; box: Box; visible: boolean; sink: SinkOf }
  | { is: "box"; tile: number; box: Box }
  /** Seen by somebody: otherwise nothing is sent nor decoded. */
  | { is: "visible"; tile: number; on: boolean }
  | { is: "close"; tile: number }
  /** The room's clock less this machine's, ms. */
  | { is: "clock"; offset: number }
  /** The backend is there again. */
  | { is: "wake" }
  /** Where to connect and with which ticket; undefined: none was to be had. */
  | { is: "ticket"; ticket: { url: string; ticket: string } | undefined };

/** How a tile does; instants in ms of the room's clock, spans in ms up to the report by clocks that never jump (`tile-condition.ts` tells which). */
export interface TileReport {
  tile: number;
  takenAt: number | undefined;
  delay: number | undefined;
  stood: number | undefined;
  asked: number;
  interval: number | undefined;
  rationed: boolean;
  link: boolean;
  state: StreamState | undefined;
  unplayable: string | undefined;
  figures: Figures;
}

/** The read-out of a tile. */
export interface Figures {
  stream: StreamName | undefined;
  codec: string | undefined;
  width: number | undefined;
  height: number | undefined;
  /** From arrival to the screen, ms, of the last half second's mean. */
  delay: number | undefined;
  /** Pictures shown a second, and bits that came a second. */
  fps: number;
  bitrate: number;
  /** Since the tile was opened: pictures decoded, put on the screen, decoded and not shown, units never decoded, decoders made again. */
  decoded: number;
  shown: number;
  dropped: number;
  skipped: number;
  restarts: number;
}

/** From the worker to the page. */
export type FromWorker =
  | { is: "ticket-please" }
  /** What its pictures went to takes none any more: it is closed here, and to be opened anew with a new element. */
  | { is: "dead"; tile: number }
  /** At least each half second while a tile is open. */
  | { is: "report"; level: Level; tiles: readonly TileReport[] };
