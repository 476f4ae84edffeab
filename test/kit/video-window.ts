import { CameraId, StreamState, type StreamName } from "#contract/camera";
import { parseVideoMessage, TileConfig, VIDEO_PROTOCOL, type TileOrder, type VideoMessage } from "#contract/video-wire";
import { WebSocket } from "ws";
import { request, valueOf, type TestBackend } from "./backend.ts";
import { until } from "./until.ts";

/** A window of live pictures without a screen: keeps what it is sent, and says what it has seen. */
export interface VideoWindow {
  socket: WebSocket;
  messages: VideoMessage[];
  units(tile: number): VideoMessage[];
  states(tile: number): StreamState[];
  configs(tile: number): TileConfig[];
  send(order: TileOrder): void;
  subscribe(tile: number, camera: string, stream?: StreamName): void;
  /** Whether it says what it has seen. */
  attentive: { is: boolean };
  /** The close code, once it is closed. */
  closed: Promise<number>;
  close(): void;
}

/** @param ticket a used or foreign one, to be refused; absent: a new one of `cookie` */
export async function openVideoWindow(backend: Pick<TestBackend, "address">, cookie: string, { ticket, origin = backend.address }: { ticket?: string; origin?: string } = {}): Promise<VideoWindow> {
  const given = ticket ?? valueOf(await request(backend, cookie, "video:ticket", {})).ticket;
  const socket = new WebSocket(`${backend.address.replace("http", "ws")}/video`, [VIDEO_PROTOCOL, `ticket.${given}`], { origin, perMessageDeflate: false });
  socket.binaryType = "arraybuffer";
  const messages: VideoMessage[] = [];
  const attentive = { is: true };
  socket.on("message", (data) => {
    if (!(data instanceof ArrayBuffer)) return;
    const message = valueOf(mapped(parseVideoMessage(data)));
    messages.push(message);
    if (attentive.is) socket.send(JSON.stringify({ is: "seen", serial: message.serial } satisfies TileOrder));
  });
  const closed = new Promise<number>((done) => socket.once("close", (code) => done(code)));
  await new Promise<void>((done, broken) => {
    socket.once("open", () => done());
    socket.once("error", broken);
  });
  const of = (tile: number, type: VideoMessage["type"]): VideoMessage[] => messages.filter((message) => message.tile === tile && message.type === type);
  const json = (message: VideoMessage): unknown => JSON.parse(Buffer.from(message.payload).toString("utf8"));
  const send = (order: TileOrder): void => socket.send(JSON.stringify(order));
  return {
    socket, messages, attentive, closed, send, close: () => socket.close(),
    units: (tile) => of(tile, "unit"),
    states: (tile) => of(tile, "state").map((message) => StreamState.parse(json(message))),
    configs: (tile) => of(tile, "config").map((message) => TileConfig.parse(json(message))),
    subscribe: (tile, camera, stream = "sub") => send({ is: "subscribe", tile, camera: CameraId.parse(camera), stream }),
  };
}

/** A fault in words as one of the contract's. */
function mapped<T>(result: { ok: true; value: T } | { ok: false; fault: string }): { ok: true; value: T } | { ok: false; fault: { code: "unavailable"; detail: string } } {
  return result.ok ? result : { ok: false, fault: { code: "unavailable", detail: result.fault } };
}

/** Waits until so many pictures of a tile came since now. */
export async function morePictures(window: VideoWindow, tile: number, count: number, ms = 20_000): Promise<VideoMessage[]> {
  const before = window.units(tile).length;
  await until(() => window.units(tile).length >= before + count, ms, () => `${window.units(tile).length - before} of ${count} pictures, state ${JSON.stringify(window.states(tile).at(-1))}`);
  return window.units(tile).slice(before);
}
