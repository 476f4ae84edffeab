import type { CameraId, StreamName } from "#contract/camera";
import { beat } from "../live/beat.ts";
import { link, request, serverNow } from "../live/socket.ts";
import type { Level } from "./governor.ts";
import type { Box, FromWorker, SinkOf, TileReport, ToWorker } from "./messages.ts";

/** A tile as its element sees it. */
export interface OpenTile {
  box(box: Box): void;
  visible(on: boolean): void;
  close(): void;
}
export interface TileWish {
  camera: CameraId;
  has: readonly StreamName[];
  box: Box;
  visible: boolean;
  sink: SinkOf;
  transfer: Transferable[];
}
/** `gone`: the worker died with what it was given, or the element takes no picture any more; the tile is to be opened anew. */
export type HearTile = (news: { is: "report"; report: TileReport; level: Level } | { is: "gone" }) => void;

/** A worker that has tiles and says nothing for so long is dead, ms: it reports twice a second. */
const SILENT_MS = 8000;
/** Without tiles the worker ends after this, ms. */
const IDLE_MS = 60_000;
/** The clock is told again when it has moved by more, ms. */
const DRIFT_MS = 5;

let worker: Worker | undefined;
let numbers = 0;
let heardAt = 0;
let offset = Number.NaN;
let idleSince: number | undefined;
const tiles = new Map<number, HearTile>();

function tell(message: ToWorker, transfer: Transferable[] = []): void {
  worker?.postMessage(message, transfer);
}

function begin(): Worker {
  const made = new Worker(new URL("./worker.ts", import.meta.url), { type: "module", name: "video" });
  made.addEventListener("message", ({ data }: MessageEvent<FromWorker>) => void hear(data));
  made.addEventListener("error", () => {
    // Its file could not be had, or it threw: what was handed over is lost with it.
    if (worker === made) bury();
  });
  heardAt = performance.now();
  offset = Number.NaN;
  worker = made;
  sync();
  return made;
}

function bury(): void {
  worker?.terminate();
  worker = undefined;
  const orphans = [...tiles.values()];
  tiles.clear();
  for (const orphan of orphans) orphan({ is: "gone" });
}

async function hear(message: FromWorker): Promise<void> {
  heardAt = performance.now();
  if (message.is === "report") {
    for (const report of message.tiles) tiles.get(report.tile)?.({ is: "report", report, level: message.level });
    return;
  }
  if (message.is === "dead") {
    const orphan = tiles.get(message.tile);
    tiles.delete(message.tile);
    return orphan?.({ is: "gone" });
  }
  const asked = worker;
  const answer = await request("video:ticket", {});
  if (worker !== asked) return;
  const url = new URL(answer.ok ? answer.value.path : "/", location.href);
  url.protocol = location.protocol === "https:" ? "wss:" : "ws:";
  tell({ is: "ticket", ticket: answer.ok ? { url: url.href, ticket: answer.value.ticket } : undefined });
}

/** Tells the worker what the room's clock says. */
function sync(): void {
  const next = serverNow() - (performance.timeOrigin + performance.now());
  if (Math.abs(next - offset) <= DRIFT_MS) return;
  offset = next;
  tell({ is: "clock", offset });
}

/** Once a second: the clock, a worker that fell silent, one that nobody needs. */
function watch(): void {
  const now = performance.now();
  if (tiles.size > 0) idleSince = undefined;
  else idleSince ??= now;
  if (worker === undefined) return;
  sync();
  if (tiles.size > 0 && document.visibilityState === "visible" && now - heardAt > SILENT_MS) bury();
  else if (idleSince !== undefined && now - idleSince > IDLE_MS) {
    worker.terminate();
    worker = undefined;
  }
}

/** A backend that was away is there again: its gateway will be too, sooner than the worker's waits end. */
let cut = false;
function heed(): void {
  const connected = link.get().state === "connected";
  if (connected && cut) tell({ is: "wake" });
  cut = !connected;
}

let watching = false;

/** Opens a tile in this window's one worker. @returns undefined: this browser has no workers */
export function openTile({ transfer, ...wish }: TileWish, hears: HearTile): OpenTile | undefined {
  if (typeof Worker === "undefined") return undefined;
  if (!watching) {
    beat.on(1000, watch);
    link.subscribe(heed);
  }
  watching = true;
  if (worker === undefined) begin();
  const tile = (numbers += 1);
  tiles.set(tile, hears);
  tell({ is: "open", tile, ...wish }, transfer);
  return {
    box: (box) => tell({ is: "box", tile, box }),
    visible: (on) => tell({ is: "visible", tile, on }),
    close() {
      if (tiles.delete(tile)) tell({ is: "close", tile });
    },
  };
}
