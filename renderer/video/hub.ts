import type { TileOrder, VideoMessage } from "#contract/video-wire";
import type { MakeDecoding, Picture } from "./decoding.ts";
import { beginsAt, CALM, collapses, govern, mainsAt, rationsOf, rebase, WINDOW_MS, type Level, type Load } from "./governor.ts";
import type { Link } from "./link.ts";
import type { FromWorker, SinkOf, ToWorker } from "./messages.ts";
import type { Sink } from "./sink.ts";
import { createTile, type Tile } from "./tile.ts";

export interface HubDeps<P extends Picture> {
  make: MakeDecoding<P>;
  decodes: boolean;
  /** @param dead it takes no picture any more */
  sink: (of: SinkOf, dead: () => void) => Sink<P>;
  link: Pick<Link, "want" | "again" | "send" | "silentFor">;
  /** ms of the room's clock. */
  now: () => number;
  /** ms of a clock that never jumps. */
  ticks: () => number;
  /** Of the machine. */
  cores: number;
  tell: (message: FromWorker) => void;
  /** Runs a task once after so many ms. */
  after: (ms: number, task: () => void) => void;
}

/** All tiles of a window: what comes goes to the right one, and what all together cost is held in bounds. */
export interface Hub {
  hear(message: Exclude<ToWorker, { is: "clock" | "ticket" | "wake" }>): void;
  message(message: VideoMessage): void;
  link(up: boolean): void;
  /** To be called each WINDOW_MS. */
  look(): void;
}

/** A timer that is later than this did not lag: the machine slept. */
const SLEPT_MS = 3000;
/** A link that brings nothing for so long, though a camera is said to send, is dead without knowing it, ms. */
const SILENT_MS = 15_000;
/** Without a tile the link stays for so long, ms. */
const LINGER_MS = 5000;
/** What opening tiles costs for so long says nothing of what showing them will cost, ms; on a wall that opens some without end it is looked at all the same. */
const OPENING_MS = 2000;
const NOT_OPENING_MS = 10_000;
/** News of several tiles at once are told together, ms. */
const TOGETHER_MS = 30;

export function createHub<P extends Picture>({ make, decodes, sink, link, now, ticks, cores, tell, after }: HubDeps<P>): Hub {
  const tiles = new Map<number, Tile>();
  let governor = CALM;
  let base: Level = 0;
  let held = false;
  let up = false;
  let wires = 0;
  let looked = ticks();
  let telling = false;
  let opened = Number.NEGATIVE_INFINITY;
  const send = (order: TileOrder): void => link.send(order);
  /** Tiles with news that nobody was told yet. */
  const changed = new Set<number>();
  const report = (of: readonly Tile[]): void => {
    changed.clear();
    if (of.length > 0) tell({ is: "report", level: governor.level, tiles: of.map((tile) => tile.report()) });
  };
  const news = (id: number): void => {
    changed.add(id);
    if (telling) return;
    telling = true;
    after(TOGETHER_MS, () => {
      telling = false;
      report([...tiles.values()].filter((tile) => changed.has(tile.id)));
    });
  };

  function ration(): void {
    const shown = [...tiles.values()].filter((tile) => tile.height() !== undefined);
    const next = beginsAt(shown.length, cores);
    governor = rebase(governor, base, next);
    base = next;
    const rations = rationsOf(governor.level, shown.map((tile) => tile.area()));
    for (const [at, tile] of shown.entries()) tile.ration(rations[at] ?? { fps: undefined, keys: false });
  }
  function load(lag: number): Load | undefined {
    const all = [...tiles.values()].map((tile) => tile.load());
    const wasHeld = held;
    held = false;
    const working = all.flatMap(({ waiting }) => (waiting === undefined ? [] : [waiting]));
    if (working.length === 0 || lag > SLEPT_MS) return undefined;
    const [due, taken] = [all.reduce((sum, each) => sum + each.due, 0), all.reduce((sum, each) => sum + each.taken, 0)];
    return { waiting: working.reduce((sum, each) => sum + each, 0) / working.length, lag, taken: due === 0 ? 1 : taken / due, held: wasHeld };
  }

  /** A tile begins: nothing is concluded from loads before that is over. */
  function opens(): void {
    const at = ticks();
    if (at - opened > OPENING_MS + NOT_OPENING_MS) opened = at;
  }

  function close(tile: Tile): void {
    tiles.delete(tile.id);
    tile.close();
    // A cell that changes its camera, or a carousel, needs the link again at once.
    after(LINGER_MS, () => link.want(tiles.size > 0));
  }
  /** Decoded for nobody, it would be said to be live: the page makes it anew. */
  function bury(id: number): void {
    const tile = tiles.get(id);
    if (tile === undefined) return;
    close(tile);
    tell({ is: "dead", tile: id });
  }

  return {
    hear(message) {
      if (message.is === "open") {
        const tile = createTile<P>({ ...message, sink: sink(message.sink, () => bury(message.tile)), make, decodes, now, ticks, send, news: () => news(message.tile), nextWire: () => (wires += 1) });
        tiles.set(message.tile, tile);
        opens();
        link.want(true);
        tile.open(up, message.visible, message.box);
        ration();
        return;
      }
      const tile = tiles.get(message.tile);
      if (tile === undefined) return;
      if (message.is === "box") tile.box(message.box);
      else if (message.is === "visible") {
        if (message.on) opens();
        tile.visible(message.on);
      }
      else close(tile);
    },
    message(message) {
      held ||= message.held === true;
      // What is still on its way for a stream that was given up finds nobody.
      for (const tile of tiles.values()) if (tile.take(message)) return;
    },
    link(next) {
      up = next;
      for (const tile of tiles.values()) {
        tile.link(next);
        news(tile.id);
      }
    },
    look() {
      const at = ticks();
      const lag = Math.max(0, at - looked - WINDOW_MS);
      looked = at;
      const seen = load(lag);
      if (seen !== undefined && (at - opened > OPENING_MS || collapses(seen))) governor = govern(governor, seen);
      ration();
      const largest = [...tiles.values()].filter((tile) => tile.height() !== undefined).toSorted((a, b) => b.area() - a.area() || a.id - b.id);
      const mains = new Set(largest.slice(0, mainsAt(governor.level)));
      for (const tile of tiles.values()) tile.look(mains.has(tile));
      const sends = [...tiles.values()].some((tile) => tile.height() !== undefined && ["live", "late"].includes(tile.report().state?.is ?? ""));
      if (sends && link.silentFor() > SILENT_MS) link.again();
      report([...tiles.values()]);
    },
  };
}
