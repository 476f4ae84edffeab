import type { CameraId, StreamState } from "#contract/camera";
import { MOST_TILES, parseTileOrder, writeVideoHeader, type TileOrder } from "#contract/video-wire";
import type { WebSocket } from "ws";
import type { Clock } from "../../ports.ts";
import { openFlow } from "./flow.ts";
import type { Decoders } from "../decode/decoders.ts";
import type { Hub } from "./hub.ts";
import { openTile, type Tile, type TileMessage } from "./tile.ts";

/** Orders of one window in a second; more is an attack. 128 tiles that close and open at once are 256; "seen" comes oftener and costs less. */
const MOST = { orders: 2000, all: 10_000 };
/** Malformed orders that are borne. */
const PATIENCE = 20;
/** Bytes of a picture that is sent in one frame with its header. */
const SMALL = 32_768;
const WHOLE = { binary: true, fin: true } as const;
/** ms between two looks whether the window lives. */
const LOOK = 5000;

/** One window's connection with all its tiles. */
export interface Window {
  /** Cameras or the privacy key changed: what may no more be seen is withheld, what may again goes on. */
  settle(): void;
  close(): void;
}

interface Options {
  wire: WebSocket;
  hub: Hub;
  /** For what the window decodes none of; absent: nothing is decoded here. */
  decoders?: Pick<Decoders, "watch" | "newest">;
  clock: Clock;
  /** May see cameras marked sensitive. */
  sensitive: boolean;
  /** The privacy key is on. */
  isPrivate: () => boolean;
  onGone: () => void;
}

export function openWindow({ wire, hub, decoders, clock, sensitive, isPrivate, onGone }: Options): Window {
  const tiles = new Map<number, { tile: Tile; camera: CameraId; stop: () => void }>();
  const flow = openFlow();
  let [orders, all, second, malformed, gone, answered] = [0, 0, 0, 0, false, true];

  function end(code: number): void {
    if (gone) return;
    gone = true;
    cancelLook();
    for (const { stop } of tiles.values()) stop();
    tiles.clear();
    wire.close(code);
    // Whoever does not answer a farewell is not waited for.
    const cut = clock.after(1000, () => wire.terminate());
    wire.once("close", cut);
    onGone();
  }
  function send(tile: number, { payload, ...message }: TileMessage): void {
    if (gone || wire.readyState !== wire.OPEN) return;
    const now = clock.steady();
    if (flow.dead(now) || wire.bufferedAmount > 16_777_216) return wire.terminate();
    const header = writeVideoHeader({ ...message, tile, held: flow.mode(now, wire.bufferedAmount) !== "all", serial: flow.sent(now) });
    // A small picture is copied behind its header: a second call of the system costs more. A large one goes to many windows uncopied, as the second frame of its message.
    if (payload.length <= SMALL) return wire.send(payload.length === 0 ? header : Buffer.concat([header, payload]), WHOLE);
    wire.send(header, { binary: true, fin: false });
    wire.send(payload, WHOLE);
  }
  function refuse(tile: number, reason: NonNullable<StreamState["reason"]>): void {
    const state: StreamState = { is: "lost", reason, since: clock.wall() };
    send(tile, { type: "state", codec: undefined, key: false, broken: false, stale: false, seq: 0, arrived: clock.wall(), captured: undefined, payload: Buffer.from(JSON.stringify(state)) });
  }
  function subscribe({ tile: id, camera, stream, decoded }: Extract<TileOrder, { is: "subscribe" }>): void {
    if (tiles.has(id)) return refuse(id, "refused");
    if (tiles.size >= MOST_TILES) return refuse(id, "too-many");
    const known = hub.camera(camera);
    // What the room does not have is no stream: nobody is to fill books with names.
    if (known === undefined) return refuse(id, "not-found");
    if (known.sensitive && !sensitive) return refuse(id, "forbidden");
    const wanted = known.urls.sub === undefined ? "main" : stream;
    if (decoded === true && decoders === undefined) return refuse(id, "no-decoder");
    const from = decoded === true ? decoders : undefined;
    const tile = openTile({ stream: wanted, send: (message) => send(id, message), mode: () => flow.mode(clock.steady(), wire.bufferedAmount), wall: () => clock.wall(), fromKey: () => from?.newest(camera, wanted) ?? hub.source(camera, wanted)?.ring.fromKey() ?? [] });
    const entry = { tile, camera, stop: (): void => undefined };
    tiles.set(id, entry);
    tile.withhold(whyNot(camera));
    entry.stop = (from ?? hub).watch(camera, wanted, tile);
    tile.begin();
  }
  /** Why pictures of a camera may not go to this window now. */
  function whyNot(camera: CameraId): "forbidden" | "private" | undefined {
    if (hub.camera(camera)?.sensitive !== true) return undefined;
    return sensitive ? (isPrivate() ? "private" : undefined) : "forbidden";
  }
  function take(order: TileOrder): void {
    if (order.is === "seen") return flow.seen(order.serial, clock.steady());
    if (order.is === "subscribe") return subscribe(order);
    const entry = tiles.get(order.tile);
    if (entry === undefined) return;
    switch (order.is) {
      case "unsubscribe":
        entry.stop();
        tiles.delete(order.tile);
        return;
      case "pause": return entry.tile.pause();
      case "resume": return entry.tile.resume();
      case "policy": return entry.tile.policy(order.mode, order.every);
    }
  }
  wire.on("message", (data, binary) => {
    const now = Math.floor(clock.steady() / 1000);
    if (now !== second) [orders, all, second] = [0, 0, now];
    // The server takes messages whole and as Buffers (its binaryType).
    const order = binary || !Buffer.isBuffer(data) ? undefined : parseTileOrder(data.toString("utf8"));
    if (order?.ok !== true || order.value.is !== "seen") orders++;
    if (++all > MOST.all || orders > MOST.orders) return end(1008);
    if (order?.ok === true) return take(order.value);
    if (++malformed > PATIENCE) end(1008);
  });
  wire.on("pong", () => (answered = true));
  wire.on("error", () => wire.terminate());
  wire.on("close", () => end(1000));
  function look(): void {
    if (!answered || flow.dead(clock.steady())) return wire.terminate();
    answered = false;
    wire.ping();
    cancelLook = clock.after(LOOK, look);
  }
  let cancelLook = clock.after(LOOK, look);
  return {
    settle() {
      for (const { tile, camera } of tiles.values()) tile.withhold(whyNot(camera));
    },
    close: () => end(1001),
  };
}
